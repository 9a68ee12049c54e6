package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Refused;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Supplement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = "Post a file to a running gateway as a party, and say what became of it.",
        footer = {
            "",
            "Example, with a demo that was left running (./sluis demo --keep):",
            "  ./sluis send test-fixtures/disclosures/plan-noor.json --as de-linde \\",
            "    --connector rest-json --purpose plan-coordination --to jeugdhulp-oever --wait"
        })
final class SendCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Mixin
    private AsParty who = new AsParty();

    @Parameters(paramLabel = "FILE", description = "The message, in the connector's format.")
    private Path file = Path.of("");

    @Option(
            names = "--connector",
            required = true,
            paramLabel = "NAME",
            description = "The format: a folder of routes/connectors.")
    private String connector = "";

    @Option(
            names = "--purpose",
            required = true,
            paramLabel = "PURPOSE",
            description = "What for: a purpose of consent-policies.")
    private String purpose = "";

    @Option(names = "--to", required = true, paramLabel = "PARTY", description = "The party that shall receive it.")
    private String recipient = "";

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description =
                    "Decide as if it were this day (noon in Amsterdam) or ISO instant. Demo mode only; the log says so.")
    private @Nullable String at;

    @Option(names = "--replaces", paramLabel = "ID", description = "The disclosure that this one replaces.")
    private @Nullable String replaces;

    @Option(
            names = "--attest",
            paramLabel = "PASSAGE",
            description = "With --replaces: that a passage named in the hold may stand, and why, for instance"
                    + " 'goal.description[1] name=fictional'. May be given several times.")
    private List<String> attest = List.of();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The message's id, where the format holds none (default: a digest of the file).")
    private @Nullable String id;

    @Option(
            names = "--supplement",
            paramLabel = "ELEMENT=TEXT",
            description = "What the format has no place for, such as voice.parentsAbsent=\"…\"; once for each element.")
    private Map<String, String> supplement = Map.of();

    @Option(names = "--wait", description = "Wait until it is delivered, stopped or held.")
    private boolean wait;

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] message = message();
        Map<String, String> headers = headers(message);
        Door door = door();
        GatewayClient gateway = who.connect();
        Answer answer = gateway.post(
                "v1/doors/" + door.connector() + "/" + door.purpose() + "/" + door.recipient(), message, headers);
        who.saying().sent(answer, recipient);
        if (answer.ok() && wait) {
            return who.saying().became(Await.end(gateway, answer.text("disclosure")));
        }
        return answer.ok() ? Sluis.DONE : Sluis.TOLD_NO;
    }

    private byte[] message() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw who.wrong("there is no file " + file);
        }
        return Files.readAllBytes(file);
    }

    private Door door() {
        PartyId to = who.party("--to", recipient);
        try {
            return new Door(connector, new Purpose(purpose), to);
        } catch (Refused notAName) {
            throw who.wrong("--connector and --purpose are names: lower-case letters, digits and hyphens");
        }
    }

    /** The same file sent twice is one message. */
    private static String digest(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private Map<String, String> headers(byte[] message) {
        Map<String, String> headers = new HashMap<>();
        if (at != null) {
            headers.put("Sluis-Decide-At", instant(at).toString());
        }
        if (replaces != null) {
            headers.put("Sluis-Replaces", replaces);
        }
        if (!attest.isEmpty()) {
            headers.put("Sluis-Attest", String.join(", ", attest));
        }
        headers.put("Idempotency-Key", id == null ? digest(message) : id);
        if (file.toString().endsWith(".xml")) {
            headers.put("Content-Type", "application/xml");
        } else if (file.toString().endsWith(".form")) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        } else if (file.toString().endsWith(".csv")) {
            headers.put("Content-Type", Gate.CSV);
        }
        if (!supplement.isEmpty()) {
            headers.put(Supplement.HEADER, Supplement.header(supplement));
        }
        return headers;
    }

    private Instant instant(String given) {
        try {
            return given.length() == 10
                    ? LocalDate.parse(given).atTime(LocalTime.NOON).atZone(ZONE).toInstant()
                    : Instant.parse(given);
        } catch (DateTimeException notADate) {
            throw who.wrong("--at '" + given
                    + "' is neither a day such as 2026-11-16 nor an instant such as 2026-11-16T09:00:00Z");
        }
    }
}
