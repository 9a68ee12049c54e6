package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.forgetting.Retention;
import org.sluis.forgetting.RetentionLaw;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What of the log is past its period, and removing it now instead of within a day. */
@Command(
        name = "retention",
        description =
                "Show per kind of entry how long it can be told whom it is about, and what is past that. The gateway removes it"
                        + " by itself once a day; it may run meanwhile.")
final class ForgetRetentionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Books books = new Books();

    @Option(
            names = "--law",
            paramLabel = "DIR",
            description =
                    "The law of the country (default: SLUIS_LAW, or consent-policies/law/nl), with log/retention.yaml.")
    private @Nullable Path law;

    @Option(names = "--apply", description = "Remove it now. There is no way back.")
    private boolean apply;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        RetentionLaw terms = RetentionLaw.load(law == null ? Home.law() : law);
        return books.with(open -> {
            try (Ledger ledger = Ledger.open(open.database().transactions(), open.keys(), open.ids())) {
                Retention retention =
                        new Retention(open.database().transactions(), ledger, open.keys(), open.clock(), terms);
                if (apply) {
                    out.println(String.format(
                            Locale.ROOT,
                            "removed: what made %d entries personal; backups tell of it until the epoch turns"
                                    + " (./sluis forget complete)",
                            retention.apply(done -> {})));
                }
                List<Retention.Due> due = retention.due();
                TextTable.lines(rows(due)).forEach(out::println);
                out.println(String.format(
                        Locale.ROOT,
                        "%d entries past their period",
                        due.stream().mapToLong(Retention.Due::entries).sum()));
                return Sluis.DONE;
            }
        });
    }

    private static List<List<String>> rows(List<Retention.Due> due) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("kind", "period", "source", "since", "due"));
        due.forEach(each -> rows.add(List.of(
                each.kind().code(),
                each.term().period().toString(),
                each.term().source(),
                each.since() == null
                        ? "-"
                        : LocalDate.ofInstant(each.since(), ZoneOffset.UTC).toString(),
                String.valueOf(each.entries()))));
        return rows;
    }
}
