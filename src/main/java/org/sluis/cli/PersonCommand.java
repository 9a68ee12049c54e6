package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "person",
        synopsisSubcommandLabel = "COMMAND",
        description = "Who works for the organisation, with which roles and keys, at a running gateway.",
        subcommands = {
            PersonCommand.Add.class,
            PersonCommand.Role.class,
            PersonCommand.Key.class,
            PersonCommand.Invite.class,
            PersonCommand.Shown.class
        })
final class PersonCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is posted. */
    interface Body {
        ObjectNode make() throws IOException;
    }

    /** A change of somebody who is registered. */
    abstract static class Change implements Callable<Integer> {
        @Mixin
        AsParty who = new AsParty();

        @Parameters(index = "0", paramLabel = "PERSON", description = "The organisation's own id of them, or Sluis's.")
        private String person = "";

        Answer post(String what, Body body) throws IOException, InterruptedException {
            GatewayClient gateway = who.connect();
            return gateway.post("v1/persons/" + id(gateway) + "/" + what, bytes(body.make()), Map.of());
        }

        /** Looks for the person before the body is made, which may write a file. */
        int change(String what, Body body) throws IOException, InterruptedException {
            Answer answer = post(what, body);
            return who.saying()
                    .told(
                            answer,
                            answer.status() == 202
                                    ? "Proposed: in force when a colleague has said ./sluis approve "
                                            + answer.text("proposal")
                                    : "In force.");
        }

        private String id(GatewayClient gateway) throws IOException, InterruptedException {
            for (JsonNode each : persons(gateway)) {
                if (List.of(each.path("person").asText(), each.path("reference").asText())
                        .contains(person)) {
                    return each.path("person").asText();
                }
            }
            throw who.wrong("nobody is registered as '" + person + "'; ./sluis person list tells who is");
        }
    }

    @Command(name = "add", description = "Register somebody, by the organisation's own id of them and never by name.")
    static final class Add implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "REFERENCE", description = "For instance medewerker-12.")
        private String reference = "";

        @Option(
                names = "--account",
                paramLabel = "CLIENT",
                description = "A client of the organisation that is this person's alone. Repeat for each.")
        private List<String> clients = new ArrayList<>();

        @Option(
                names = "--login",
                paramLabel = "ISSUER=SUBJECT",
                description = "An account elsewhere (OpenID Connect). Repeat for each.")
        private Map<String, String> logins = new HashMap<>();

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = object().put("reference", reference);
            ArrayNode accounts = body.putArray("accounts");
            clients.forEach(client -> accounts.addObject().put("client", client));
            logins.forEach((issuer, subject) ->
                    accounts.addObject().put("issuer", issuer).put("subject", subject));
            return who.saying().told(who.connect().post("v1/persons", bytes(body), Map.of()), "On record.");
        }
    }

    @Command(name = "role", description = "Give somebody a role until a day, or end it: in force after four eyes.")
    static final class Role extends Change {
        @Parameters(
                index = "1",
                paramLabel = "ROLE",
                description = "privacy-officer, data-protection-officer, audit-reviewer, operator, integrator,"
                        + " consent-recorder, region or professional.")
        private String role = "";

        @ArgGroup(multiplicity = "1")
        private Until until = new Until();

        static final class Until {
            @Option(names = "--until", paramLabel = "DAY", description = "The first day (UTC) that it holds no more.")
            private @Nullable LocalDate day;

            @Option(names = "--end", description = "End it now.")
            private boolean end;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = object().put("role", role);
            return change(
                    "roles", () -> until.end ? body.put("ended", true) : body.put("until", until.day + "T00:00:00Z"));
        }
    }

    @Command(name = "key", description = "Enrol a key that somebody approves with, or revoke it: after four eyes.")
    static final class Key extends Change {
        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        static final class Which {
            @Option(
                    names = "--new",
                    paramLabel = "FILE",
                    description = "Make one (Ed25519), a file of its owner alone.")
            private @Nullable Path fresh;

            @Option(names = "--enrol", paramLabel = "FILE", description = "This one; only its public half goes out.")
            private @Nullable Path known;

            @Option(names = "--revoke", paramLabel = "THUMBPRINT", description = "This one counts no more (RFC 7638).")
            private @Nullable String lost;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return change("keys", this::body);
        }

        private ObjectNode body() throws IOException {
            if (which.lost != null) {
                return object().put("revoked", which.lost);
            }
            OctetKeyPair key = which.fresh != null
                    ? ClientKey.makeForApprovals(which.fresh)
                    : ClientKey.readForApprovals(which.known == null ? Path.of("") : which.known);
            return object().set("jwk", JSON.readTree(key.toPublicJWK().toJSONString()));
        }
    }

    @Command(
            name = "invite",
            description = "Invite somebody to the console: a link that opens one account, for 72 hours, shown once.")
    static final class Invite extends Change {
        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = post("invitations", PersonCommand::object);
            return who.saying()
                    .told(answer, "Hand this over to " + answer.text("name") + " alone: " + answer.text("link"));
        }
    }

    @Command(name = "list", description = "Who is registered, with accounts, roles and keys.")
    static final class Shown implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get("v1/persons");
            return who.saying().told(answer, answer.body().path("persons").size() + " on record.");
        }
    }

    /** @throws Trouble when the gateway does not tell */
    static JsonNode persons(GatewayClient gateway) throws IOException, InterruptedException {
        Answer answer = gateway.get("v1/persons");
        if (!answer.ok()) {
            throw new Trouble("the gateway does not tell who is registered (HTTP " + answer.status() + ")", "");
        }
        return answer.body().path("persons");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(ObjectNode body) throws IOException {
        return JSON.writeValueAsBytes(body);
    }
}
