import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Profiles, then files: prints a line for each that does not comply: file, profile, and the clauses it breaks. */
public class Validate {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 1; n < words.length; n++) {
            for (String profile : words[0].split(",")) {
                check(words[n], PDFAFlavour.fromString(profile));
            }
        }
        System.out.println("checked " + (words.length - 1));
    }

    private static void check(String file, PDFAFlavour flavour) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new FileInputStream(file), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var broken = new TreeSet<String>();
            for (var found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber() + " " + found.getMessage());
                }
            }
            if (!result.isCompliant()) {
                System.out.println(file + "\t" + flavour.getId() + "\t" + String.join(" | ", broken));
            }
        }
    }
}
