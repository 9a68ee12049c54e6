package org.sluis.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.audit.reading.Affected;
import org.sluis.audit.reading.Breach;
import org.sluis.canonical.PartyId;
import org.sluis.cli.AffectedTable.Touched;
import org.sluis.consent.Register;
import org.sluis.vault.Vault;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "affected",
        description =
                "Whom a breach touches: pupils, elements and controllers of all that left for a recipient, sealed to a key"
                        + " or decided by rules, for who must report it (GDPR art. 33 and 34). Each pupil who is shown is"
                        + " in the log.",
        footer = {"", "Example: ./sluis audit affected --recipient de-brug --from 2026-03-01T00:00 --csv"})
final class AuditAffectedCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Books books = new Books();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--from",
            paramLabel = "MOMENT",
            required = true,
            description = "Local time such as 2026-03-03T14:05, or UTC with a Z.")
    private String from = "";

    @Option(
            names = {"--until", "--to"},
            paramLabel = "MOMENT",
            description = "The first moment that is no more (default: now).")
    private @Nullable String until;

    @Option(names = "--csv", description = "A line for each disclosure, for a spreadsheet.")
    private boolean csv;

    /** One of the three. */
    static final class What {
        @Option(names = "--recipient", paramLabel = "PARTY", description = "What left for this party.")
        private @Nullable String recipient;

        @Option(
                names = "--key",
                paramLabel = "THUMBPRINT",
                description = "What was sealed to this key of a recipient (RFC 7638), as the log names it.")
        private @Nullable String key;

        @Option(names = "--policy", paramLabel = "DIGEST", description = "What was decided by these rules.")
        private @Nullable String policy;

        Breach in(Instant from, Instant until) {
            Breach.By by = recipient != null ? Breach.By.RECIPIENT : key != null ? Breach.By.KEY : Breach.By.POLICY;
            String value = Stream.of(recipient, key, policy)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            return new Breach(by, value, from, until);
        }
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        Instant first = moment(line, "--from", from);
        Instant last = until == null ? Instant.MAX : moment(line, "--until", until);
        List<Touched> touched = books.with(open -> {
            Instant now = open.clock().instant();
            Breach breach = what.in(first, last.isAfter(now) ? now : last);
            try (Ledger ledger = Ledger.open(open.database().transactions(), open.keys(), open.ids())) {
                return open.controllers().stream()
                        .map(controller -> ledger.alone(
                                controller, session -> touched(session, open.vault(), controller, breach, now)))
                        .toList();
            }
        });
        AffectedTable table = new AffectedTable(touched);
        PrintWriter out = line.getOut();
        if (csv) {
            out.print(table.csv());
            out.flush();
        } else {
            table.counts().forEach(out::println);
        }
        return Sluis.DONE;
    }

    private static Instant moment(CommandLine line, String option, String text) {
        return RuleCommands.moment(option, text, wrong -> new ParameterException(line, wrong));
    }

    /** Looks them up, and records that: an entry for the controller, and one for each pupil. */
    private static Touched touched(Ledger.Session session, Vault vault, String controller, Breach breach, Instant now) {
        List<Affected> found = Affected.by(session.connection(), controller, breach);
        session.record(read(controller, breach, now, found.size()));
        Map<UUID, List<Affected>> pupils = found.stream()
                .filter(each -> each.subject() != null)
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.subject())));
        pupils.forEach((pupil, own) -> session.record(read(controller, breach, now, own.size())
                .about(pupil)
                .with("party", new PartyId(own.get(0).school()))));
        return new Touched(
                controller, found, new Register(vault).localIds(session.connection(), controller, pupils.keySet()));
    }

    private static Event read(String controller, Breach breach, Instant now, int count) {
        return Event.of(EventKind.LOG_READ, controller, now)
                .with("kind", "affected")
                .with("filters", List.of(breach.by().code()))
                .with("count", count);
    }
}
