package org.sluis.cli;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "warnings",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Birthdays to come that change whose consent is needed, at a running gateway, as the pupil's school.",
        subcommands = {WarningsCommand.Show.class, WarningsCommand.Seen.class})
final class WarningsCommand {

    @Command(name = "list", description = "Which pupil, from which day, and whom to ask; the nearest first.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get("v1/warnings");
            return who.saying().told(answer, answer.body().path("warnings").size() + " to come.");
        }
    }

    @Command(name = "seen", description = "Say that the school saw a warning: it is not told again.")
    static final class Seen implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "ID", description = "The warning; ./sluis warnings list tells it.")
        private String id = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            try {
                String warning = UUID.fromString(id).toString();
                Answer answer = who.connect().post("v1/warnings/" + warning + "/seen", new byte[0], Map.of());
                return who.saying().told(answer, "Seen: it is not told again.");
            } catch (IllegalArgumentException notAnId) {
                throw who.wrong("'" + id + "' is not the id of a warning");
            }
        }
    }
}
