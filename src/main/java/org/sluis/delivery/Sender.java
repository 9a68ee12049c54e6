package org.sluis.delivery;

/** Brings a payload to its recipient. The product has two, one a transport; tests have ones that count, fail and stall. */
interface Sender {

    /**
     * Sends within what is left of the lease, and returns once the recipient has answered.
     *
     * @throws NotSent when it was refused, failed, or nobody can tell
     */
    void send(Leased cleared, byte[] payload) throws NotSent;

    /** Why a send did not succeed: never with the recipient's own words, which may repeat the payload. */
    final class NotSent extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is known of what the recipient has. */
        enum Kind {
            /** No byte left, or the recipient said it was not the time; worth another try. */
            FAILED,
            /** The recipient refused the message itself. */
            REFUSED,
            /** Bytes left, and no answer came, or one that does not tell. */
            UNCERTAIN
        }

        private final Kind kind;

        NotSent(Kind kind) {
            super(kind.name(), null, false, false);
            this.kind = kind;
        }

        /**
         * What an answer of this HTTP status leaves known (RFC 9110, section 15): an error of the recipient's may have come after
         * it had stored the message; that it takes nothing now, or nothing of ours, comes before.
         */
        static Kind after(int status) {
            boolean anotherTime = status == 503 || status == 429 || status == 408 || status == 401 || status == 403;
            return anotherTime ? Kind.FAILED : status >= 500 ? Kind.UNCERTAIN : Kind.REFUSED;
        }

        Kind kind() {
            return kind;
        }
    }
}
