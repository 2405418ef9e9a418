import com.itextpdf.text.Rectangle;
import com.itextpdf.text.pdf.PdfName;
import com.itextpdf.text.pdf.PdfReader;
import com.itextpdf.text.pdf.PdfSignatureAppearance;
import com.itextpdf.text.pdf.PdfStamper;
import com.itextpdf.text.pdf.security.BouncyCastleDigest;
import com.itextpdf.text.pdf.security.MakeSignature;
import com.itextpdf.text.pdf.security.PrivateKeySignature;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Signs a PDF as services built on iText do, given: file, signed file, key file, its passphrase, the field ("-" for one
 * of its own), and the word "certify".
 */
public class SignWithIText {
    public static void main(String[] given) throws Exception {
        List<String> words = Arrays.asList(given).subList(5, given.length);
        Security.addProvider(new BouncyCastleProvider());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(given[2])) { store.load(in, given[3].toCharArray()); }
        String name = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(name, given[3].toCharArray());
        Certificate[] chain = {store.getCertificate(name)};
        PdfReader reader = new PdfReader(given[0]);
        PdfStamper stamper = PdfStamper.createSignature(reader, new FileOutputStream(given[1]), '\0', null, true);
        PdfSignatureAppearance shown = stamper.getSignatureAppearance();
        if (!given[4].equals("-")) shown.setVisibleSignature(given[4]);
        if (words.contains("certify")) shown.setCertificationLevel(PdfSignatureAppearance.CERTIFIED_FORM_FILLING);
        MakeSignature.signDetached(shown, new BouncyCastleDigest(), new PrivateKeySignature(key, "SHA-256", null), chain,
            null, null, null, 0, MakeSignature.CryptoStandard.CADES);
    }
}
