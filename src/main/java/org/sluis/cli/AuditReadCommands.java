package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.GatewayClient.Written;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The log of one's own organisation, at a running gateway. Each reading is an entry in it. */
final class AuditReadCommands {
    private static final String NEXT = "Sluis-Next";

    private AuditReadCommands() {}

    /** Which form the entries are told in; none for a person at a terminal. */
    static final class Form {
        @Option(
                names = "--ndjson",
                description = "A line of JSON each: index, leaf hash and the entry as it was hashed.")
        private boolean ndjson;

        @Option(names = "--csv", description = "A table for a spreadsheet.")
        private boolean csv;

        @Option(names = "--fhir", description = "A FHIR R4 AuditEvent (IHE BALP) a line.")
        private boolean fhir;

        String type() {
            return fhir ? "application/fhir+ndjson" : csv ? "text/csv" : "application/x-ndjson";
        }
    }

    @Command(
            name = "search",
            description =
                    "Find entries of one's own organisation, newest first. For a privacy officer, the data protection"
                            + " officer or an audit reviewer; the log says who looked, and by what.",
            footer = {"", "Example: ./sluis audit search --kind disclosure-refused --as de-linde --client linde-1"})
    static final class Search implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Mixin
        private AuditFilter filter = new AuditFilter();

        @ArgGroup
        private @Nullable Form form;

        @Option(
                names = "--most",
                paramLabel = "N",
                defaultValue = "100",
                description = "How many entries at most (default: ${DEFAULT-VALUE}).")
        private int most = 100;

        @Option(names = "--all", description = "All of them, however many there are.")
        private boolean all;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            GatewayClient gateway = who.connect();
            ObjectNode body = filter.body(who);
            PrintWriter out = line(spec).getOut();
            int left = all ? Integer.MAX_VALUE : most;
            int shown = 0;
            String next = "";
            do {
                body.put("limit", Math.min(left, 500));
                Form asked = form == null ? new Form() : form;
                Written page = gateway.written("v1/log/search", bytes(body), asked.type(), NEXT);
                if (!page.answer().ok()) {
                    return who.saying().told(page.answer(), "");
                }
                List<String> lines = page.text().lines().toList();
                boolean headed = form != null && form.csv;
                int entries = headed ? lines.size() - 1 : lines.size();
                lines.stream()
                        .skip(headed && !next.isEmpty() ? 1 : 0)
                        .map(line -> form == null ? AuditFilter.told(line) : line)
                        .forEach(out::println);
                shown += entries;
                left -= entries;
                next = page.header();
                body.put("after", next);
            } while (!next.isEmpty() && left > 0);
            if (form == null) {
                out.println(
                        "search: " + shown + " entries" + (next.isEmpty() ? "" : ", and there may be more (--all)"));
            }
            return Sluis.DONE;
        }
    }

    @Command(name = "counts", description = "How many entries there are, by day, kind, recipient and reason.")
    static final class Counts implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Mixin
        private AuditFilter filter = new AuditFilter();

        @Option(
                names = "--by",
                paramLabel = "COLUMNS",
                defaultValue = "day,kind,recipient,reason",
                description =
                        "Some of day, kind, recipient, reason, purpose and policy, with commas (default: ${DEFAULT-VALUE}).")
        private String by = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = filter.body(who).put("by", by);
            Answer answer = RuleCommands.post(who, "v1/log/counts", body);
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            List<List<String>> rows = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(by.split(",", -1)));
            head.add("entries");
            rows.add(head);
            for (JsonNode count : answer.body().path("counts")) {
                rows.add(
                        head.stream().map(column -> count.path(column).asText()).toList());
            }
            TextTable.lines(rows).forEach(who.saying()::print);
            return Sluis.DONE;
        }
    }

    @Command(
            name = "patterns",
            description =
                    "What is worth a look: a broken glass nobody reviewed in time, one person who reads much or outside"
                            + " working hours, a recipient that receives more than it did, refusals until one passes.")
    static final class Patterns implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Mixin
        private AuditFilter.Period period = new AuditFilter.Period();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = RuleCommands.post(who, "v1/log/patterns", period.body(who));
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            JsonNode findings = answer.body().path("findings");
            for (JsonNode finding : findings) {
                StringBuilder about = new StringBuilder(finding.path("pattern").asText());
                finding.path("about").fields().forEachRemaining(each -> about.append("  ")
                        .append(each.getKey())
                        .append(' ')
                        .append(each.getValue().asText()));
                who.saying().print(about.toString());
                StringBuilder entries =
                        new StringBuilder("    " + finding.path("count").asText() + " entries:");
                finding.path("entries").forEach(index -> entries.append(' ').append(index.asText()));
                who.saying().print(entries.toString());
            }
            who.saying().print("patterns: " + findings.size() + " to look at");
            return Sluis.DONE;
        }
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static CommandLine line(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine();
    }
}
