package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "correction",
        synopsisSubcommandLabel = "COMMAND",
        description = "See to it that everyone who was told something wrong hears of it (GDPR art. 16 to 19).",
        subcommands = {CorrectionCommand.Recorded.class, CorrectionCommand.Told.class, CorrectionCommand.Listed.class})
final class CorrectionCommand {
    private static final String CORRECTIONS = "v1/corrections";

    private CorrectionCommand() {}

    @Command(
            name = "record",
            description = "Say what was wrong, or must go, and learn who has it. For an officer of the pupil's school.",
            footer = {
                "",
                "Example: ./sluis correction record --subject WL-2017-031 --element goal.description --as de-linde --client linde-1"
            })
    static final class Recorded implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the pupil.")
        private String subject = "";

        @Option(
                names = "--element",
                required = true,
                paramLabel = "ID",
                description = "An element whose value was wrong, or must go; once for each.")
        private List<String> elements = List.of();

        @Option(
                names = "--what",
                paramLabel = "WORD",
                defaultValue = "rectified",
                description = "rectified, erased or restricted (default: ${DEFAULT-VALUE}).")
        private String what = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = RuleCommands.object()
                    .put("subject", subject)
                    .put("what", what)
                    .put("elements", String.join(",", elements));
            return shown(who, RuleCommands.post(who, CORRECTIONS, body));
        }
    }

    @Command(name = "told", description = "Say that a recipient was told by another way than Sluis.")
    static final class Told implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "ID", description = "Of the correction.")
        private UUID correction = new UUID(0, 0);

        @Option(names = "--recipient", required = true, paramLabel = "PARTY", description = "Who was told.")
        private String recipient = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = RuleCommands.object().put("recipient", recipient);
            return shown(who, RuleCommands.post(who, CORRECTIONS + "/" + correction + "/told", body));
        }
    }

    @Command(name = "list", description = "Those of which somebody did not hear yet, or all about one pupil.")
    static final class Listed implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Option(names = "--subject", paramLabel = "ID", description = "The school's own id of a pupil.")
        private @Nullable String subject;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = RuleCommands.object();
            if (subject != null) {
                body.put("subject", subject);
            }
            Answer answer = RuleCommands.post(who, CORRECTIONS + "/search", body);
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            JsonNode all = answer.body().path("corrections");
            all.forEach(each -> table(who, each));
            who.saying().print("corrections: " + all.size());
            return Sluis.DONE;
        }
    }

    private static int shown(AsParty who, Answer answer) {
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        }
        table(who, answer.body());
        long open = answer.body().path("open").asLong();
        who.saying()
                .print(
                        open == 0
                                ? "Everyone who has it heard of it."
                                : open
                                        + " did not hear of it yet: send it anew with the right values, or tell them and say so"
                                        + " (./sluis correction told).");
        return Sluis.DONE;
    }

    private static void table(AsParty who, JsonNode correction) {
        List<String> elements = new ArrayList<>();
        correction.path("elements").forEach(each -> elements.add(each.asText()));
        who.saying()
                .print(correction.path("correction").asText() + "  "
                        + correction.path("what").asText() + "  " + String.join(", ", elements) + "  "
                        + correction.path("at").asText());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  recipient", "purpose", "heard", "disclosures"));
        for (JsonNode each : correction.path("recipients")) {
            rows.add(List.of(
                    "  " + each.path("party").asText(),
                    each.path("purpose").asText(),
                    each.path("heard").asText(),
                    String.valueOf(each.path("had").size())));
        }
        TextTable.lines(rows).forEach(who.saying()::print);
    }
}
