package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recall",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "See who was asked to erase what was taken back, and what they answered; answer for who was asked.",
        subcommands = {RecallCommand.Listed.class, RecallCommand.Answered.class})
final class RecallCommand {
    private static final String RECALLS = "v1/recalls";

    private RecallCommand() {}

    @Command(name = "list", description = "Recalls without an answer yet: of what this party sent, and of what it got.")
    static final class Listed implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = RuleCommands.get(who, RECALLS);
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            JsonNode all = answer.body().path("recalls");
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("recall", "what", "sender", "recipient", "purpose", "state"));
            for (JsonNode each : all) {
                rows.add(rows.get(0).stream()
                        .map(column -> each.path(column).asText())
                        .toList());
            }
            TextTable.lines(rows).forEach(who.saying()::print);
            who.saying().print("recalls: " + all.size());
            return Sluis.DONE;
        }
    }

    @Command(
            name = "answer",
            description = "Say what became of it, for who was asked: done, not-held, or kept where the law obliges to.",
            footer = {"", "Example: ./sluis recall answer ID --answer done --as de-brug"})
    static final class Answered implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "ID", description = "Of the recall.")
        private UUID recall = new UUID(0, 0);

        @Option(names = "--answer", required = true, paramLabel = "WORD", description = "done, not-held or kept.")
        private String word = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = RuleCommands.post(
                    who,
                    RECALLS + "/" + recall + "/answer",
                    RuleCommands.object().put("answer", word));
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            who.saying().print(recall + " is " + answer.body().path("answer").asText());
            return Sluis.DONE;
        }
    }
}
