package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The rules of a controller at a running gateway: what is in force, what was, and what one person may do alone. */
final class RuleCommands {
    static final String POLICIES = "v1/policies";

    private RuleCommands() {}

    @Command(
            name = "in-force",
            description = "Which rules are in force, or were at a moment: each policy, its digest and who approved it.",
            footer = {"", "Example: ./sluis policy in-force --as de-linde --at 2026-03-03T14:05"})
    static final class InForce implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Option(
                names = "--at",
                paramLabel = "MOMENT",
                description = "Local time such as 2026-03-03T14:05, or UTC with a Z (default: now).")
        private @Nullable String at;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String query = at == null ? "" : "?at=" + moment(who, "--at", at);
            Answer answer = who.connect().get(POLICIES + query);
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            JsonNode rules = answer.body();
            rules.path("policies").forEach(this::line);
            rules.path("closedRecipients").forEach(name -> who.saying().print("closed: recipient " + name.asText()));
            rules.path("closedConnectors").forEach(name -> who.saying().print("closed: connector " + name.asText()));
            if (rules.path("approvedByNobody").asInt() > 0) {
                who.saying()
                        .print(
                                "Nobody approved "
                                        + rules.path("approvedByNobody").asInt()
                                        + " of these: they are as shipped. ./sluis policy propose puts each before a colleague.");
            }
            who.saying()
                    .print("rules: " + rules.path("policies").size() + " policies at "
                            + rules.path("at").asText());
            return Sluis.DONE;
        }

        private void line(JsonNode policy) {
            boolean accepted = policy.path("words").findValuesAsText("word").contains("accepted");
            StringBuilder words = new StringBuilder(accepted ? "" : ", accepted by no recipient");
            policy.path("words").forEach(word -> words.append(", ")
                    .append(word.path("word").asText())
                    .append(" by ")
                    .append(word.path("party").asText()));
            who.saying()
                    .print(policy.path("policy").asText() + "  "
                            + policy.path("state").asText() + " since "
                            + policy.path("since").asText() + ", "
                            + (policy.path("approvedBy").isEmpty()
                                    ? "approved by nobody"
                                    : "approved by "
                                            + policy.path("approvedBy").get(0).asText() + " and "
                                            + policy.path("approvedBy").get(1).asText())
                            + words + "\n    " + policy.path("digest").asText());
        }
    }

    @Command(name = "history", description = "Every change of the rules, the oldest first.")
    static final class History implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get(POLICIES + "/changes");
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            for (JsonNode change : answer.body().path("changes")) {
                String digest = change.path("digest").asText("");
                who.saying()
                        .print(change.path("version").asText() + "  "
                                + change.path("recorded").asText() + "  "
                                + change.path("what").asText() + " "
                                + change.path("kind").asText() + " "
                                + change.path("name").asText()
                                + (digest.isEmpty() || digest.equals("null")
                                        ? ""
                                        : " " + digest + " from "
                                                + change.path("effective").asText())
                                + (change.path("trusted").asBoolean() ? "" : "  DOES NOT VERIFY"));
            }
            return Sluis.DONE;
        }
    }

    @Command(
            name = "close",
            description = "Close a policy, a recipient or a connector, at once and alone. Opening takes two.")
    static final class Close implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(index = "0", paramLabel = "KIND", description = "policy, recipient or connector.")
        private String kind = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "Its id.")
        private String name = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = object().put("kind", kind).put("name", name);
            return who.saying().told(post(who, "v1/closings", body), "Closed. From now on nothing goes by it.");
        }
    }

    @Command(
            name = "advise",
            description = "As data protection officer: advise for or against a pack. It opens and closes nothing.")
    static final class Advise implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(index = "0", paramLabel = "DIGEST", description = "Of the pack.")
        private String digest = "";

        @Parameters(index = "1", paramLabel = "for|against")
        private String advice = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; about no pupil.")
        private @Nullable String note;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = object().put("word", "advised-" + advice);
            if (note != null) {
                body.put("note", note);
            }
            return who.saying().told(post(who, POLICIES + "/packs/" + digest + "/words", body), "On record.");
        }
    }

    @Command(name = "accept", description = "As recipient: accept the obligations of a pack.")
    static final class Accept implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "DIGEST", description = "Of the pack.")
        private String digest = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = object().put("word", "accepted");
            return who.saying().told(post(who, POLICIES + "/packs/" + digest + "/words", body), "On record.");
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Answer post(AsParty who, String path, ObjectNode body) throws IOException, InterruptedException {
        return who.connect().post(path, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer get(AsParty who, String path) throws IOException, InterruptedException {
        return who.connect().get(path);
    }

    /** Local time of this machine where no zone is named. */
    static Instant moment(AsParty who, String option, String text) {
        return moment(option, text, who::wrong);
    }

    /** The same. @param wrong what is thrown where it is none */
    static Instant moment(String option, String text, Function<String, ParameterException> wrong) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException none) {
            throw wrong.apply(option + " is no moment; write one like 2026-03-03T14:05 or 2026-03-03T13:05:00Z");
        }
    }
}
