import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates each file against each standard, all in one start of Java. One line each, parted by tabs:
 *
 *   passed|failed  STANDARD  how many checks were made  FILE
 *
 * and under one that failed a line for each rule: empty, the standard's clause and test, how often, the first finding.
 */
public final class Validate {
    private static final String[] STANDARDS = {"3a", "ua1"};

    /** What is said of one file and one standard. */
    private record Outcome(boolean passed, String words) {}

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (String file : files) {
            for (String standard : STANDARDS) {
                outcomes.add(workers.submit(() -> validated(file, standard)));
            }
        }
        boolean passed = true;
        for (Future<Outcome> outcome : outcomes) {
            System.out.print(outcome.get().words());
            passed &= outcome.get().passed();
        }
        workers.shutdown();
        System.exit(passed ? 0 : 1);
    }

    private static Outcome validated(String file, String standard) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return told(file, standard, validator.validate(parser));
        } catch (Exception fault) {
            return new Outcome(false, line("failed", standard, "0", file) + line("", "unreadable", "1", fault.toString()));
        }
    }

    private static Outcome told(String file, String standard, ValidationResult result) {
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> first = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.PASSED) {
                continue;
            }
            RuleId rule = assertion.getRuleId();
            String name = rule.getSpecification().getId() + " " + rule.getClause() + "-" + rule.getTestNumber();
            times.merge(name, 1, Integer::sum);
            first.putIfAbsent(name, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
        }
        boolean passed = result.isCompliant() && times.isEmpty();
        String word = passed ? "passed" : "failed";
        StringBuilder words = new StringBuilder(line(word, standard, "" + result.getTotalAssertions(), file));
        times.forEach((name, count) -> words.append(line("", name, "" + count, first.get(name))));
        return new Outcome(passed, words.toString());
    }

    private static String line(String... cells) {
        return String.join("\t", cells).replace('\n', ' ') + "\n";
    }
}
