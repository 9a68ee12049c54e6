package org.sluis.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A wire that can break: a TCP proxy to the first of its targets that answers, in turn. Cut, nothing passes either way
 * until it is mended, and then what was on its way arrives late, as TCP does it.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 500;
    private static final int FIRST_BYTES = 8;

    /** What becomes of one connection. */
    enum Way {
        PASS,
        /** A reset instead of a connection. */
        RESET,
        /** Nobody listens to what is said, and nobody answers. */
        HANG,
        /** It is heard, and the other side ends before the answer. */
        HALF_CLOSED,
        /** It is heard, and the answer breaks off within its first bytes. */
        CUT_ANSWER,
        /** The answer comes at a byte a second. */
        DRIBBLE
    }

    private final ServerSocket server;
    private final Supplier<List<Integer>> targets;
    private final Supplier<Way> way;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean cut;

    /** @param targets ports on this machine, asked for each connection @param way asked for each connection */
    Wire(Supplier<List<Integer>> targets, Supplier<Way> way) throws IOException {
        this.targets = targets;
        this.way = way;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                open.add(from);
                threads.execute(() -> connect(from));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void connect(Socket from) {
        Way fate = way.get();
        try {
            awaitMended();
            if (fate == Way.RESET) {
                reset(from);
                return;
            }
            if (fate == Way.HANG) {
                from.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            Socket to = target();
            open.add(to);
            threads.execute(() -> pump(from, to));
            if (fate == Way.HALF_CLOSED) {
                from.shutdownOutput();
                to.getInputStream().transferTo(OutputStream.nullOutputStream());
                end(from, to);
            } else {
                answer(to, from, fate);
            }
        } catch (IOException broken) {
            end(from);
        }
    }

    private Socket target() throws IOException {
        List<Integer> all = targets.get();
        int first = turn.getAndIncrement() & Integer.MAX_VALUE;
        IOException last = new IOException("no target");
        for (int i = 0; i < all.size(); i++) {
            Socket to = new Socket();
            try {
                to.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), all.get((first + i) % all.size())),
                        CONNECT_MILLIS);
                to.setTcpNoDelay(true);
                return to;
            } catch (IOException away) {
                to.close();
                last = away;
            }
        }
        throw last;
    }

    private void answer(Socket to, Socket from, Way fate) throws IOException {
        if (fate == Way.PASS) {
            pump(to, from);
            return;
        }
        byte[] bytes = to.getInputStream().readAllBytes();
        if (fate == Way.CUT_ANSWER) {
            from.getOutputStream().write(bytes, 0, Math.min(FIRST_BYTES, bytes.length));
            reset(from);
        } else {
            for (byte one : bytes) {
                from.getOutputStream().write(one);
                Pause.millis(1000);
            }
        }
        end(from, to);
    }

    private void pump(Socket in, Socket out) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream source = in.getInputStream();
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                awaitMended();
                out.getOutputStream().write(buffer, 0, read);
            }
            awaitMended();
        } catch (IOException broken) {
            // Both ends are told so, below.
        }
        end(in, out);
    }

    private void awaitMended() throws IOException {
        while (cut) {
            if (server.isClosed()) {
                throw new IOException("closed");
            }
            Pause.millis(20);
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void end(Socket... sockets) {
        for (Socket socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException gone) {
                // It is.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        end(open.toArray(Socket[]::new));
        threads.shutdownNow();
    }
}
