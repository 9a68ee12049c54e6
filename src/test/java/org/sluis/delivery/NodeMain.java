package org.sluis.delivery;

import org.sluis.SluisApplication;
import org.springframework.boot.SpringApplication;

/** A gateway that says when it is ready, to be killed. */
final class NodeMain {
    static final String READY = "READY ";

    private NodeMain() {}

    public static void main(String[] arguments) {
        var context = SpringApplication.run(SluisApplication.class, arguments);
        System.out.println(
                READY + "http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }
}
