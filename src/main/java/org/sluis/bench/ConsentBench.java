package org.sluis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How fast the applicable consents of a subject are read and decided on, with few and with many subjects. Both registers
 * are asked in turn, round by round, so that whatever else the machine does hits both.
 */
public final class ConsentBench {
    private static final long FEW = 1000;
    private static final int WARM_UP = 2;

    private ConsentBench() {}

    /**
     * @param home where {@code consent-policies} is
     * @param data where the registers are kept, a folder each; those of an earlier run are used again
     * @param subjects of the larger register; the smaller has a thousand
     * @param workers threads that ask, and connections
     * @param rounds of each register that count, and {@code seconds} each takes
     */
    public record Plan(Path home, Path data, long subjects, int workers, int rounds, int seconds) {}

    /**
     * Loads what is missing, measures, and tells; the last line is the figure.
     *
     * @return whether every decision was the one that it had to be: the rate of wrong answers is no rate
     * @throws IllegalArgumentException where the disk is too full
     */
    public static boolean run(Plan plan, Clock clock, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        Question question = new Question(plan.home());
        try (Standing few = Standing.open(plan.data(), FEW, plan.workers(), clock, say);
                Standing many = Standing.open(plan.data(), plan.subjects(), plan.workers(), clock, say)) {
            for (int round = -WARM_UP; round < plan.rounds(); round++) {
                if (round == 0) {
                    few.begin();
                    many.begin();
                }
                few.round(question, plan.seconds());
                many.round(question, plan.seconds());
            }
            tell(plan, few, many, say);
            return few.wrong() + many.wrong() == 0;
        }
    }

    private static void tell(Plan plan, Standing few, Standing many, Consumer<String> say) throws SQLException {
        say.accept(String.format(
                Locale.ROOT,
                "%d rounds of %d s each, in turn, %d threads; a decision is one transaction and the law",
                plan.rounds(),
                plan.seconds(),
                plan.workers()));
        say.accept(line("subjects", few.name(), many.name()));
        row(say, "a second, median of rounds", few, many, Standing::rate, "%.0f");
        row(say, "  slowest round", few, many, each -> each.rate(0), "%.0f");
        row(say, "  fastest round", few, many, each -> each.rate(1), "%.0f");
        row(say, "ms, half take no longer", few, many, each -> each.millis(0.5), "%.2f");
        row(say, "  95 of 100", few, many, each -> each.millis(0.95), "%.2f");
        row(say, "  99 of 100", few, many, each -> each.millis(0.99), "%.2f");
        say.accept(line("wrong answers", String.valueOf(few.wrong()), String.valueOf(many.wrong())));
        say.accept("read from end to end instead of by an index, at " + few.name() + ": " + few.scanned() + "; at "
                + many.name() + ": " + many.scanned());
        say.accept("both are kept in " + plan.data() + " for the next run");
        say.accept(String.format(Locale.ROOT, "ratio %.2f (aim: at least 0.70 at 1M)", many.rate() / few.rate()));
        say.accept(String.format(
                Locale.ROOT,
                "consent: %.0f/s at %s, %.0f/s at %s subjects",
                few.rate(),
                few.name(),
                many.rate(),
                many.name()));
    }

    private static void row(
            Consumer<String> say,
            String what,
            Standing few,
            Standing many,
            ToDoubleFunction<Standing> figure,
            String format) {
        say.accept(line(
                what,
                String.format(Locale.ROOT, format, figure.applyAsDouble(few)),
                String.format(Locale.ROOT, format, figure.applyAsDouble(many))));
    }

    private static String line(String what, String few, String many) {
        return String.format(Locale.ROOT, "%-28s %10s %10s", what, few, many);
    }
}
