package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogBreak;
import org.sluis.canonical.PartyId;
import org.sluis.client.ClientKey;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.OfflineStatements;
import org.sluis.party.person.ProposalKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The way on after a restore that lost entries, while the gateway does not start: two persons sign, offline. */
final class BreakCommands {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BreakCommands() {}

    private static String plan(Path file, CommandSpec spec) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file);
        }
        return Files.readString(file);
    }

    private static UUID id(String plan) throws IOException {
        return UUID.fromString(JSON.readTree(plan).path("break").asText());
    }

    private static CommandSpec set(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }

    @Command(
            name = "break",
            description =
                    "Go on after a restore that lost entries: first writes into FILE what is lost; with the statements of"
                            + " two persons who signed that, breaks the log off and lets it go on by another name.")
    static final class Break implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Books books = new Books();

        @Mixin
        private LogName name = new LogName();

        @Parameters(paramLabel = "FILE", description = "What is lost, to be signed.")
        private Path file = Path.of("");

        @Option(names = "--new-origin", paramLabel = "NAME", description = "The name by which the log goes on.")
        private String newOrigin = "";

        @Option(names = "--reason", paramLabel = "WORD", description = "Why: lower-case letters, digits, hyphens.")
        private String reason = "";

        @Option(
                names = "--checkpoints",
                paramLabel = "DIR",
                description = "The folder of checkpoints (default: DATA/checkpoints).")
        private @Nullable Path checkpoints;

        @Option(names = "--statement", paramLabel = "FILE", description = "What sign-break printed; given twice.")
        private List<Path> statements = List.of();

        @Option(
                names = "--tenant",
                paramLabel = "TENANT",
                description = "With statements: the controller of both persons.")
        private String tenant = "";

        @Option(names = "--party", paramLabel = "PARTY", description = "With statements: their organisation.")
        private String party = "";

        @Override
        public Integer call() throws IOException {
            if (statements.isEmpty()) {
                String plan = books.with(open -> logBreak(open).plan(newOrigin, reason));
                Files.writeString(file, plan);
                set(spec).commandLine().getOut().println(plan);
                return Sluis.DONE;
            }
            String plan = plan(file, set(spec));
            JsonNode said = JSON.readTree(plan);
            UUID id = id(plan);
            List<String> signed = new ArrayList<>();
            for (Path statement : statements) {
                signed.add(plan(statement, set(spec)).strip());
            }
            String now = books.with(open -> {
                List<OfflineStatements.By> by = open.database()
                        .transactions()
                        .within(
                                tenant,
                                connection -> OfflineStatements.verified(
                                        connection,
                                        tenant,
                                        new PartyId(party),
                                        ProposalKind.LOG_BREAK,
                                        id,
                                        plan,
                                        signed));
                List<LogBreak.Signer> signers = new ArrayList<>();
                for (int i = 0; i < by.size(); i++) {
                    signers.add(
                            new LogBreak.Signer(by.get(i).person(), by.get(i).key(), signed.get(i)));
                }
                return logBreak(open)
                        .perform(
                                plan,
                                id,
                                said.path("new-origin").asText(),
                                said.path("reason").asText(),
                                signers);
            });
            set(spec).commandLine().getOut().println("The log goes on as " + now + ": set sluis.log.origin to that.");
            return Sluis.DONE;
        }

        private LogBreak logBreak(Books.Open open) {
            Path folder = checkpoints == null ? books.data().resolve("checkpoints") : checkpoints;
            return new LogBreak(open.database(), open.keys(), open.ids(), open.clock(), folder, name.origin());
        }
    }

    @Command(
            name = "sign-break",
            description = "Sign, with a key of your own, what audit break wrote; needs no gateway.")
    static final class SignBreak implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "What is lost. Read it: it is what you sign.")
        private Path file = Path.of("");

        @Option(
                names = "--person",
                required = true,
                paramLabel = "ID",
                description = "Who you are: ./sluis person list says it.")
        private UUID person = new UUID(0, 0);

        @Option(names = "--sign-with", required = true, paramLabel = "FILE", description = "Your private key, Ed25519.")
        private Path key = Path.of("");

        @Override
        public Integer call() throws IOException {
            String plan = plan(file, set(spec));
            set(spec).commandLine().getErr().println("Signed: " + plan);
            String jws = new Approval(id(plan), FourEyes.digest(plan), person, Instant.now())
                    .sign(ClientKey.readForApprovals(key));
            set(spec).commandLine().getOut().println(jws);
            return Sluis.DONE;
        }
    }
}
