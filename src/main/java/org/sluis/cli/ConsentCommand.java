package org.sluis.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "consent",
        synopsisSubcommandLabel = "COMMAND",
        description = "Record, show, withdraw and ask consent, at a running gateway, as the school whose pupil it is.",
        subcommands = {
            ConsentCommand.Register.class,
            ConsentCommand.Check.class,
            ConsentCommand.Fact.class,
            ConsentCommand.Record.class,
            ImportCommand.class,
            ConsentCommand.Withdraw.class,
            ConsentCommand.Show.class,
            AskingCommands.Ask.class,
            AskingCommands.Asked.class,
            AskingCommands.CodeFor.class,
            AnswerCommand.class,
            TextCommand.class
        })
final class ConsentCommand {

    /** A question with a file. */
    abstract static class Filed implements Callable<Integer> {
        @Mixin
        AsParty who = new AsParty();

        @Parameters(paramLabel = "FILE", description = "JSON, as the gateway's /v1/openapi describes it.")
        private Path file = Path.of("");

        int post(String path, String done) throws IOException, InterruptedException {
            if (!Files.isRegularFile(file)) {
                throw who.wrong("there is no file " + file);
            }
            return who.saying().told(who.connect().post(path, Files.readAllBytes(file), Map.of()), done);
        }
    }

    @Command(
            name = "subject",
            description =
                    "Register a pupil: birth date, holders of parental responsibility, the check of their authority.")
    static final class Register extends Filed {
        @Override
        public Integer call() throws IOException, InterruptedException {
            return post("v1/subjects", "On record.");
        }
    }

    @Command(
            name = "check",
            description = "Ask the register who has authority over a pupil. The numbers in the file are not kept:"
                    + " delete it afterwards.")
    static final class Check extends Filed {
        @Override
        public Integer call() throws IOException, InterruptedException {
            return post("v1/authority-checks", "The answer is on record; this is what it comes to.");
        }
    }

    @Command(
            name = "fact",
            description =
                    "Put on record what is out of the ordinary about a pupil, in a word of the law, with evidence.")
    static final class Fact extends Filed {
        @Override
        public Integer call() throws IOException, InterruptedException {
            return post("v1/facts", "On record.");
        }
    }

    @Command(name = "record", description = "Record a yes or a no of one person.")
    static final class Record extends Filed {
        @Override
        public Integer call() throws IOException, InterruptedException {
            return post("v1/consents", "On record.");
        }
    }

    @Command(
            name = "withdraw",
            description = "Take a consent back. The answer comes when it holds, and names what it stopped.")
    static final class Withdraw implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "ID", description = "The consent; ./sluis consent show tells it.")
        private String id = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            try {
                String consent = UUID.fromString(id).toString();
                Answer answer = who.connect().post("v1/consents/" + consent + "/withdrawal", new byte[0], Map.of());
                return who.saying().told(answer, "Withdrawn: from now on nothing that it covers leaves.");
            } catch (IllegalArgumentException notAnId) {
                throw who.wrong("'" + id + "' is not the id of a consent");
            }
        }
    }

    @Command(name = "show", description = "What was said about a pupil, oldest first.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the pupil.")
        private String subject = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            String id = URLEncoder.encode(subject, StandardCharsets.UTF_8);
            Answer answer = who.connect().get("v1/consents?subject=" + id);
            return who.saying().told(answer, answer.body().path("consents").size() + " on record.");
        }
    }
}
