package org.sluis.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. PostgreSQL refuses to run as root: there they run as {@code nobody}, or, where that user
 * cannot reach the folder, in a user namespace of their own without any of root's capabilities.
 */
record Account(List<String> prefix, boolean nobody) {
    private static final int NOBODY = 65534;
    private static final int SECONDS = 180;

    /** How a program ended and what it said. */
    record Ended(int code, String said) {}

    /** The first way of running {@code home/bin/postgres} that works here. */
    static Account choose(Path home, Path cluster) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Account(List.of(), false);
        }
        Account asNobody = new Account(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs", "--"),
                true);
        Account apart = new Account(List.of("unshare", "-U", "--"), false);
        boolean roots = Files.isDirectory(cluster)
                && Files.getAttribute(cluster, "unix:uid").equals(0);
        for (Account account : roots ? List.of(apart, asNobody) : List.of(asNobody, apart)) {
            if (account.works(home)) {
                return account;
            }
        }
        throw new DatabaseUnfit(
                "PostgreSQL does not run as root, and no other account can run it in " + home,
                "Start Sluis as another user than root; or install util-linux (setpriv, unshare) and let the user nobody"
                        + " enter that folder; or set SLUIS_DB_URL.");
    }

    private boolean works(Path home) {
        try {
            return run(home, List.of(home.resolve("bin/postgres").toString(), "--version"))
                            .code()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    /** Gives a file or a whole folder to the account. */
    void own(Path path) throws IOException {
        if (nobody && !Files.getAttribute(path, "unix:uid").equals(NOBODY)) {
            Ended ended = new Account(List.of(), false)
                    .run(Path.of("/"), List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
            if (ended.code() != 0) {
                throw new DatabaseUnfit(
                        "root may not give " + path + " to nobody", "Start Sluis as another user than root.");
            }
        }
    }

    /** Runs a program to its end, from {@code folder}, in plain English and without any {@code PG…} variable. */
    Ended run(Path folder, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.get(0) + " does not end");
            }
            return new Ended(process.exitValue(), said.strip());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command.get(0), interrupted);
        } finally {
            process.destroy();
        }
    }
}
