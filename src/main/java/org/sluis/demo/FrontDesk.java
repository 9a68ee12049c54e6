package org.sluis.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The care system's own switch: {@code PUT /desk/closed} and {@code PUT /desk/open} say whether it takes anything, and
 * {@code GET /desk} how many messages have arrived since its file of arrivals began.
 */
final class FrontDesk extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Path arrivals;
    private volatile boolean closed;

    FrontDesk(Path arrivals) {
        this.arrivals = arrivals;
    }

    boolean closed() {
        return closed;
    }

    Path arrivals() {
        return arrivals;
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) {
        String word = String.valueOf(request.getPathInfo());
        if (word.equals("/closed") || word.equals("/open")) {
            closed = word.equals("/closed");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long arrived = Files.exists(arrivals) ? Files.readAllLines(arrivals).size() : 0;
        response.setContentType("application/json");
        response.getWriter().print("{\"closed\":" + closed + ",\"arrivals\":" + arrived + "}");
    }
}
