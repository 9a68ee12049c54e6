package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Csv;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "indicators",
        description =
                "What the parties of an agreement watch: signals sent and answered in time, plans shared and support ended in a"
                        + " school year, by party. Counts only, and none of so few pupils that it tells of them.",
        footer = {"", "Example: ./sluis insight indicators --year 2026 --as de-linde --client linde-1 --key linde-1.jwk"
        })
final class InsightIndicatorsCommand implements Callable<Integer> {
    @Mixin
    private AsParty who = new AsParty();

    @Option(
            names = "--agreement",
            paramLabel = "ID",
            description = "Which one (default: the only one that the party signed).")
    private @Nullable String agreement;

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            description = "The calendar year in which the school year begins (default: this school year).")
    private @Nullable Integer year;

    @Option(
            names = "--language",
            paramLabel = "nl|en",
            defaultValue = "nl",
            description = "Of the labels (default: ${DEFAULT-VALUE}).")
    private String language = "nl";

    @ArgGroup
    private @Nullable Form form;

    /** None for a person at a terminal. */
    static final class Form {
        @Option(names = "--csv", description = "A table for a spreadsheet.")
        private boolean csv;

        @Option(names = "--json", description = "What a chart is drawn from.")
        private boolean json;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!List.of("nl", "en").contains(language)) {
            throw who.wrong("--language is nl or en");
        }
        ObjectNode body = RuleCommands.object();
        if (agreement != null) {
            body.put("agreement", agreement);
        }
        if (year != null) {
            body.put("year", year);
        }
        Answer answer = RuleCommands.post(who, "v1/insight/indicators", body);
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        }
        if (form != null && form.json) {
            who.saying().print(answer.body().toString());
        } else if (form != null) {
            who.saying().print(csv(answer.body()).stripTrailing());
        } else {
            table(answer.body());
        }
        return Sluis.DONE;
    }

    private void table(JsonNode told) {
        String fewer = "<" + told.path("smallest").asText();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("indicator", "party", "count", "late", "returned"));
        for (JsonNode indicator : told.path("indicators")) {
            rows.add(row(label(indicator), "", indicator, indicator, fewer));
            for (JsonNode party : indicator.path("parties")) {
                rows.add(row("", party.path("party").asText(), indicator, party, fewer));
            }
        }
        TextTable.lines(rows).forEach(who.saying()::print);
        who.saying()
                .print("indicators: " + told.path("agreement").asText() + ", school year " + years(told) + " up to "
                        + told.path("until").asText() + "; " + fewer + ": fewer than "
                        + told.path("smallest").asText() + " pupils, or none");
    }

    private String csv(JsonNode told) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of(
                "agreement",
                "school_year",
                "until",
                "indicator",
                "label",
                "party",
                "count",
                "late",
                "returned",
                "smallest")));
        for (JsonNode indicator : told.path("indicators")) {
            for (JsonNode party : indicator.path("parties")) {
                csv.append(Csv.line(List.of(
                        told.path("agreement").asText(),
                        years(told),
                        told.path("until").asText(),
                        indicator.path("indicator").asText(),
                        label(indicator),
                        party.path("party").asText(),
                        count(party, "count", ""),
                        count(party, "late", ""),
                        count(party, "returned", ""),
                        told.path("smallest").asText())));
            }
        }
        return csv.toString();
    }

    private static List<String> row(String label, String party, JsonNode indicator, JsonNode figures, String fewer) {
        boolean answering = indicator.path("measure").asText().equals("answered-in-time");
        return List.of(
                label,
                party,
                count(figures, "count", fewer),
                answering ? count(figures, "late", fewer) : "",
                answering ? count(figures, "returned", fewer) : "");
    }

    private static String count(JsonNode row, String name, String fewer) {
        return row.has(name) ? row.path(name).asText() : fewer;
    }

    private String label(JsonNode indicator) {
        return indicator.path("label").path(language).asText();
    }

    private static String years(JsonNode told) {
        int begins = told.path("year").asInt();
        return begins + "-" + (begins + 1);
    }
}
