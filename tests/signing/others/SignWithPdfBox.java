import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;

/**
 * Signs a PDF as services built on PDFBox (EU DSS) do, given: file, signed file, key file, its passphrase, the field
 * ("-" for one of its own), and words: "certify"; "stamps=" and the key file of a timestamp authority.
 */
public class SignWithPdfBox {
    static final ASN1ObjectIdentifier STAMP = PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;

    public static void main(String[] given) throws Exception {
        List<String> words = Arrays.asList(given).subList(5, given.length);
        Identity signer = new Identity(given[2], given[3]);
        Identity stamps = null;
        for (String word : words) if (word.startsWith("stamps=")) stamps = new Identity(word.substring(7), given[3]);
        try (PDDocument document = PDDocument.load(new File(given[0]));
                FileOutputStream out = new FileOutputStream(given[1])) {
            PDSignature signature = new PDSignature();
            if (!given[4].equals("-")) {
                ((PDSignatureField) document.getDocumentCatalog().getAcroForm().getField(given[4])).setValue(signature);
            }
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setSignDate(Calendar.getInstance());
            if (words.contains("certify")) certify(document, signature);
            final Identity by = stamps;
            document.addSignature(signature, content -> signer.sign(content.readAllBytes(), by));
            document.saveIncremental(out);
        }
    }

    static void certify(PDDocument document, PDSignature signature) {
        COSDictionary parameters = new COSDictionary();
        parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
        parameters.setInt(COSName.P, 2);
        parameters.setName(COSName.V, "1.2");
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
        reference.setItem("TransformMethod", COSName.DOCMDP);
        reference.setItem("TransformParams", parameters);
        COSArray references = new COSArray();
        references.add(reference);
        signature.getCOSObject().setItem("Reference", references);
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        COSDictionary permissions = new COSDictionary();
        permissions.setItem(COSName.DOCMDP, signature);
        catalog.setItem(COSName.PERMS, permissions);
        catalog.setNeedToBeUpdated(true);
        permissions.setNeedToBeUpdated(true);
    }

    static class Identity {
        final PrivateKey key;
        final X509Certificate certificate;

        Identity(String file, String passphrase) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = new FileInputStream(file)) { store.load(in, passphrase.toCharArray()); }
            String name = store.aliases().nextElement();
            key = (PrivateKey) store.getKey(name, passphrase.toCharArray());
            certificate = (X509Certificate) store.getCertificate(name);
        }

        ContentSigner signer() throws Exception {
            String kind = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new JcaContentSignerBuilder(kind).build(key);
        }

        byte[] sign(byte[] content, Identity stamps) {
            try {
                byte[] mark = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                SigningCertificateV2 named = new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(mark)});
                ASN1EncodableVector attributes = new ASN1EncodableVector();
                attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named)));
                DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
                JcaSignerInfoGeneratorBuilder made = new JcaSignerInfoGeneratorBuilder(digests);
                made.setSignedAttributeGenerator(new Pades(new AttributeTable(attributes)));
                CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
                generator.addSignerInfoGenerator(made.build(signer(), certificate));
                generator.addCertificates(new JcaCertStore(List.of(certificate)));
                CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
                return (stamps == null ? signed : stamps.stamp(signed)).getEncoded();
            } catch (Exception error) {
                throw new RuntimeException(error);
            }
        }

        CMSSignedData stamp(CMSSignedData signed) throws Exception {
            SignerInformation one = signed.getSignerInfos().getSigners().iterator().next();
            byte[] imprint = MessageDigest.getInstance("SHA-256").digest(one.getSignature());
            TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
            asking.setCertReq(true);
            TimeStampRequest request = asking.generate(TSPAlgorithms.SHA256, imprint, BigInteger.ONE);
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", key, certificate),
                digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4"));
            tokens.addCertificates(new JcaCertStore(List.of(certificate)));
            TimeStampToken token = tokens.generate(request, BigInteger.TEN, new Date());
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(STAMP, new DERSet(token.toCMSSignedData().toASN1Structure())));
            SignerInformation more = SignerInformation.replaceUnsignedAttributes(one, new AttributeTable(attributes));
            return CMSSignedData.replaceSigners(signed, new SignerInformationStore(more));
        }
    }

    /** PAdES has the time in the PDF and not among the signed attributes. */
    static class Pades extends DefaultSignedAttributeTableGenerator {
        Pades(AttributeTable given) { super(given); }

        public AttributeTable getAttributes(Map parameters) {
            return super.getAttributes(parameters).remove(CMSAttributes.signingTime);
        }
    }
}
