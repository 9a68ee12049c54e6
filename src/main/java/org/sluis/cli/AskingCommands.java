package org.sluis.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The school's side of asking consent; {@link AnswerCommand} is the person's. */
final class AskingCommands {
    private static final String REQUESTS = "v1/consent-requests";

    private AskingCommands() {}

    /** A pupil, a recipient and a purpose, together. */
    static final class Wanted {
        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the pupil.")
        private String subject = "";

        @Option(names = "--recipient", required = true, paramLabel = "PARTY", description = "Who would get it.")
        private String recipient = "";

        @Option(names = "--purpose", required = true, paramLabel = "PURPOSE", description = "What for.")
        private String purpose = "";
    }

    /** Either what is wanted, or the refusal that lacked it. */
    static final class What {
        @ArgGroup(exclusive = false)
        private @Nullable Wanted wanted;

        @Option(names = "--refusal", paramLabel = "ID", description = "A refused disclosure: asks what it lacked.")
        private @Nullable String refusal;
    }

    @Command(
            name = "ask",
            description = "Ask consent of everyone whom the law asks, for the way there and the way back.",
            footer = {
                "",
                "Example: ./sluis consent ask --as de-linde --subject WL-2016-019 \\",
                "  --recipient jeugdhulp-oever --purpose plan-coordination"
            })
    static final class Ask implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @ArgGroup(exclusive = true, multiplicity = "1")
        private What what = new What();

        @Option(
                names = "--answer-purpose",
                paramLabel = "PURPOSE",
                description = "The one purpose to ask for the way back (default: each that a policy knows).")
        private @Nullable String answerPurpose;

        @Option(
                names = "--text",
                paramLabel = "VERSION",
                defaultValue = "2026-1",
                description = "Version of the text that is put before them (default: ${DEFAULT-VALUE}).")
        private String text = "";

        @Option(names = "--from", paramLabel = "DAY", description = "First day it counts (default: today).")
        private @Nullable LocalDate from;

        @Option(
                names = "--until",
                paramLabel = "DAY",
                description = "First day it counts no more (default: a year from the first).")
        private @Nullable LocalDate until;

        @Option(
                names = "--respond-by",
                paramLabel = "DAY",
                description = "Last day to answer (default: the last it would count).")
        private @Nullable LocalDate respondBy;

        @Override
        public Integer call() throws IOException, InterruptedException {
            LocalDate first = from == null ? LocalDate.now() : from;
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            if (what.wanted != null) {
                form.put("subject", what.wanted.subject)
                        .put("recipient", what.wanted.recipient)
                        .put("purpose", what.wanted.purpose);
            } else {
                form.put("refusal", what.refusal);
            }
            form.put("textVersion", text)
                    .put("from", first.toString())
                    .put("until", (until == null ? first.plusYears(1) : until).toString());
            if (answerPurpose != null) {
                form.put("answerPurpose", answerPurpose);
            }
            if (respondBy != null) {
                form.put("respondBy", respondBy.toString());
            }
            return who.saying()
                    .told(
                            who.connect().post(REQUESTS, bytes(form), Map.of()),
                            "Asked. Make a code for each when they are before you: ./sluis consent code.");
        }
    }

    @Command(name = "asked", description = "Who answered a request; never what.")
    static final class Asked implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "REQUEST", description = "The request; ./sluis consent ask tells it.")
        private String request = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get(REQUESTS + "/" + id(who, request));
            long answered = answer.body().path("grantors").findValuesAsText("state").stream()
                    .filter("answered"::equals)
                    .count();
            return who.saying()
                    .told(
                            answer,
                            answered + " of " + answer.body().path("grantors").size() + " answered.");
        }
    }

    @Command(
            name = "code",
            description =
                    "Make a code for the person before you, whose identity you verified. It is told once: hand it over.")
    static final class CodeFor implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "REQUEST", description = "The request; ./sluis consent ask tells it.")
        private String request = "";

        @Option(
                names = "--grantor",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the holder, or the word child.")
        private String grantor = "";

        @Option(names = "--by", required = true, paramLabel = "ID", description = "Your own id at the school, no name.")
        private String by = "";

        @Option(
                names = "--verified",
                paramLabel = "HOW",
                defaultValue = "in-person",
                description = "How you verified who it is (default: ${DEFAULT-VALUE}).")
        private String verified = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            if (grantor.equals("child")) {
                form.put("grantor", "child");
            } else {
                form.put("grantor", "holder").put("holder", grantor);
            }
            form.put("by", by).put("verified", verified);
            Answer answer = who.connect().post(REQUESTS + "/" + id(who, request) + "/codes", bytes(form), Map.of());
            return who.saying().told(answer, "For this person alone: " + answer.text("code"));
        }
    }

    private static String id(AsParty who, String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException notAnId) {
            throw who.wrong("'" + text + "' is not the id of a request");
        }
    }

    private static byte[] bytes(ObjectNode form) {
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }
}
