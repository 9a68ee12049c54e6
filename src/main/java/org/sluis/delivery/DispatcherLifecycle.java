package org.sluis.delivery;

import org.springframework.context.SmartLifecycle;

/** Starts the workers and the notifier last, when the routes they send through are up, and stops them first. */
final class DispatcherLifecycle implements SmartLifecycle {
    private final Dispatcher dispatcher;
    private final Notifier notifier;
    private final int workers;
    private volatile boolean running;

    DispatcherLifecycle(Dispatcher dispatcher, Notifier notifier, int workers) {
        this.dispatcher = dispatcher;
        this.notifier = notifier;
        this.workers = workers;
    }

    @Override
    public void start() {
        dispatcher.start(workers);
        notifier.start();
        running = true;
    }

    @Override
    public void stop() {
        notifier.close();
        dispatcher.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
