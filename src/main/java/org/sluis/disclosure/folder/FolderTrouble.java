package org.sluis.disclosure.folder;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a folder's consumer could not do. The file stays where it is and is taken again. */
final class FolderTrouble implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderTrouble.class);

    @Override
    public void handleException(Throwable failure) {
        handleException(null, null, failure);
    }

    @Override
    public void handleException(@Nullable String message, Throwable failure) {
        handleException(null, null, failure);
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        LOG.warn(
                "a folder: a file was not taken to its end and is taken again: {}",
                cause.getClass().getName());
    }
}
