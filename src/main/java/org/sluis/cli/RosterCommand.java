package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "roster",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Who is at a school: a school that keeps a roster speaks about who is on it, and about nobody else.",
        subcommands = {RosterCommand.Put.class, RosterCommand.Show.class})
final class RosterCommand {

    @Command(
            name = "put",
            description =
                    "Put a whole file in the place of the school's roster before it. A file with a fault is refused"
                            + " with the line, and changes nothing.")
    static final class Put implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "FILE", description = "The file as the school's administration wrote it.")
        private Path file = Path.of("");

        @Option(
                names = "--format",
                defaultValue = "edexml",
                description = "As docs/rosters.md names it: ${DEFAULT-VALUE}.")
        private String format = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (!Files.isRegularFile(file)) {
                throw who.wrong("there is no file " + file);
            } else if (!format.matches("[a-z][a-z0-9-]*")) {
                throw who.wrong("--format: small letters, digits and hyphens");
            }
            Answer answer = who.connect()
                    .put(
                            "v1/roster/" + format,
                            Files.readAllBytes(file),
                            file.toString().endsWith(".zip") ? "application/zip" : "application/xml");
            return who.saying()
                    .told(
                            answer,
                            answer.body().path("pupils") + " pupils: "
                                    + answer.body().path("joined") + " new, "
                                    + answer.body().path("left") + " left, "
                                    + answer.body().path("unchanged") + " unchanged. It counts until "
                                    + answer.text("until") + ".");
        }
    }

    @Command(
            name = "show",
            description = "Of which day the school's roster is, and until when it counts. Names nobody.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get("v1/roster");
            return who.saying()
                    .told(
                            answer,
                            answer.body().path("pupils") + " pupils on " + answer.text("day") + ". It counts until "
                                    + answer.text("until") + ".");
        }
    }
}
