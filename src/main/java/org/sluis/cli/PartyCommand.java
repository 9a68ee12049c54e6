package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.database.Transactions;
import org.sluis.party.Client;
import org.sluis.party.Directory;
import org.sluis.party.DirectoryFile;
import org.sluis.party.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "party",
        synopsisSubcommandLabel = "COMMAND",
        description = "Organisations, their clients and their keys, in the gateway's own database.",
        subcommands = {PartyCommand.Load.class, PartyCommand.Key.class})
final class PartyCommand {

    /** A change of the directory. */
    abstract static class Change implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Books books = new Books();

        CommandSpec spec() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            return spec;
        }

        String read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new ParameterException(spec().commandLine(), "there is no file " + file);
            }
            return Files.readString(file);
        }

        void change(Consumer<Directory> check, Consumer<Registrar> work) {
            books.with(open -> {
                Transactions transactions = open.database().transactions();
                try (Ledger ledger = Ledger.open(transactions, open.keys(), open.ids())) {
                    check.accept(new Directory(transactions));
                    work.accept(new Registrar(ledger, transactions, open.clock()));
                }
                return transactions;
            });
        }
    }

    @Command(name = "load", description = "Register a directory; what is registered already stays as it is.")
    static final class Load extends Change {
        @Parameters(paramLabel = "FILE", description = "YAML: tenant, parties, clients, mandates, entitlements.")
        private Path file = Path.of("");

        @Option(
                names = "--key",
                paramLabel = "CLIENT=JWKS",
                description =
                        "A client's public keys (RFC 7517), a file. A client without keys is left out. Repeat for each.")
        private Map<String, Path> keys = new HashMap<>();

        @Override
        public Integer call() throws IOException {
            read(file);
            DirectoryFile directory = DirectoryFile.load(file);
            Map<String, String> published = new HashMap<>();
            for (Map.Entry<String, Path> key : keys.entrySet()) {
                if (directory.clients().stream().noneMatch(client -> client.id().equals(key.getKey()))) {
                    throw new ParameterException(
                            spec().commandLine(), "--key " + key.getKey() + ": " + file + " names no such client");
                }
                published.put(key.getKey(), read(key.getValue()));
            }
            change(any -> {}, registrar -> directory.register(registrar, published));
            spec().commandLine()
                    .getOut()
                    .println("Registered: " + directory.parties().size() + " parties, " + published.size() + " of "
                            + directory.clients().size() + " clients with keys.");
            return Sluis.DONE;
        }
    }

    @Command(
            name = "key",
            description = "Give a registered client a new set of public keys: the old ones stop counting.")
    static final class Key extends Change {
        @Parameters(index = "0", paramLabel = "CLIENT", description = "The client.")
        private String client = "";

        @Parameters(index = "1", paramLabel = "JWKS", description = "Its public keys (RFC 7517), a file.")
        private Path jwks = Path.of("");

        private @Nullable Client known;

        @Override
        public Integer call() throws IOException {
            String keys = read(jwks);
            change(directory -> known = directory.client(client).orElse(null), registrar -> {
                if (known != null) {
                    registrar.register(Client.of(known.tenant(), client, known.party(), known.vendor(), keys));
                }
            });
            if (known == null) {
                spec().commandLine()
                        .getErr()
                        .println("No client " + client + " is registered; ./sluis party load registers it.");
                return Sluis.TOLD_NO;
            }
            spec().commandLine().getOut().println("The keys of " + client + " are registered.");
            return Sluis.DONE;
        }
    }
}
