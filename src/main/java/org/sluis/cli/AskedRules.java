package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.FileSet;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;
import org.sluis.policy.papers.RulesInForce;

/** Asks a gateway which rules are in force, and for the text of each by its digest. */
final class AskedRules {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayClient gateway;

    private AskedRules(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /**
     * As they are now.
     *
     * @throws Trouble where it tells nothing, or one of them does not verify there
     * @throws IllegalArgumentException where a text is not under its digest
     */
    static RulesInForce now(GatewayClient gateway, URI named) throws IOException, InterruptedException {
        return new AskedRules(gateway).ask(named);
    }

    private RulesInForce ask(URI named) throws IOException, InterruptedException {
        JsonNode rules = answered(RuleCommands.POLICIES);
        List<RulesInForce.Standing> policies = new ArrayList<>();
        for (JsonNode each : rules.path("policies")) {
            policies.add(standing(each));
        }
        String law = rules.path("law").asText();
        FileSet files = RulesInForce.law(law, content(law));
        return new RulesInForce(
                named,
                Instant.parse(rules.path("at").asText()),
                files,
                policies,
                texts(rules.path("closedRecipients")),
                texts(rules.path("closedConnectors")));
    }

    private RulesInForce.Standing standing(JsonNode each) throws IOException, InterruptedException {
        String policy = each.path("policy").asText();
        String state = each.path("state").asText();
        if (!state.equals("in-force") && !state.equals("closed")) {
            throw new Trouble(
                    policy + " does not verify at the gateway, so that nothing of its purpose goes (" + state + ")",
                    "No paper is written. ./sluis policy history tells which change it is.");
        }
        String digest = each.path("digest").asText();
        return new RulesInForce.Standing(
                RulesInForce.pack(policy, digest, content(digest)),
                Instant.parse(each.path("since").asText()),
                !each.path("approvedBy").isEmpty(),
                state.equals("closed"));
    }

    /** In the one form that has a digest. */
    private String content(String digest) throws IOException, InterruptedException {
        JsonNode read = answered(RuleCommands.POLICIES + "/packs/" + digest);
        return CanonicalJson.write(JSON.convertValue(read, Object.class));
    }

    private JsonNode answered(String path) throws IOException, InterruptedException {
        Answer answer = gateway.get(path);
        if (!answer.ok() || !answer.body().isObject()) {
            throw new Trouble(
                    "the gateway does not give " + path + " (HTTP " + answer.status() + " " + answer.text("title")
                            + ")",
                    "No paper is written.");
        }
        return answer.body();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
