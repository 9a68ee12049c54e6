package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.ReasonTexts;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.policy.DecisionTrace;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.cases.OneCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Why: of a case of a policy pack, decided here, or of a disclosure, as its sender, at a gateway.",
        footer = {
            "",
            "Example: ./sluis policy explain consent-policies/030-signal-to-youth-team/deny/one-parent-refuses.yaml"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Sender sender = new Sender();

    @Parameters(paramLabel = "FILE|ID", description = "A file in permit/ or deny/ of a pack, or a disclosure's id.")
    private String what = "";

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "both",
            description = "nl, en or both (default: ${DEFAULT-VALUE}).")
    private String lang = "";

    @Option(names = "--json", description = "For an engineer: everything that led to it, as JSON.")
    private boolean json;

    /** The sender, where a gateway is asked. */
    static final class Sender extends AskedGateway {
        @Option(names = "--as", paramLabel = "PARTY", description = "With an ID: the party that sent it.")
        private @Nullable String party;

        @Override
        PartyId party() {
            if (party == null) {
                throw wrong("a gateway tells only who sent it: say who asks with --as PARTY");
            }
            return party("--as", party);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Language> languages = languages();
        Optional<UUID> disclosure = id();
        if (disclosure.isPresent()) {
            return ofDisclosure(disclosure.get(), languages);
        }
        Path file = Path.of(what);
        if (!Files.isRegularFile(file)) {
            throw sender.wrong("'" + what + "' is neither a file nor the id of a disclosure");
        }
        OneCase read = OneCase.read(file);
        if (json) {
            print(JSON.valueToTree(DecisionTrace.of(read.point(), read.input()).json()));
        } else {
            ReasonTexts reasons = new ReasonTexts();
            languages.forEach(language -> sender.saying()
                    .print(Explanation.of(read.point(), read.input(), language, reasons)
                            .paragraph()));
        }
        return Sluis.DONE;
    }

    private int ofDisclosure(UUID disclosure, List<Language> languages) throws IOException, InterruptedException {
        Answer answer = sender.connect().get("v1/disclosures/" + disclosure + "/explanation");
        if (!answer.ok()) {
            return sender.saying().told(answer, "");
        } else if (json) {
            print(answer.body());
        } else {
            languages.forEach(language -> sender.saying()
                    .print(answer.body()
                            .path("explanation")
                            .path(language.code())
                            .asText()));
        }
        return Sluis.DONE;
    }

    private void print(JsonNode tree) {
        sender.saying().print(tree.toPrettyString());
    }

    private Optional<UUID> id() {
        try {
            return Optional.of(UUID.fromString(what));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private List<Language> languages() {
        if (lang.equals("both")) {
            return List.of(Language.values());
        }
        return Arrays.stream(Language.values())
                .filter(each -> each.code().equals(lang.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> sender.wrong("--lang is nl, en or both"));
    }
}
