package org.sluis.delivery.reach;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks the trust that it is given about the chain of one handshake, lets through nothing that it refuses, and keeps what was
 * presented and why it was refused.
 */
final class Witnessed extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private X509Certificate @Nullable [] chain;
    private Condition condition = Condition.UNTRUSTED;

    Witnessed(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /** What was presented; null where it did not get that far. */
    X509Certificate @Nullable [] chain() {
        return chain;
    }

    Condition condition() {
        return condition;
    }

    /** First the chain and its period, then with the host that was called. */
    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType, Socket socket)
            throws CertificateException {
        chain = presented;
        checkServerTrusted(presented, authType);
        try {
            trust.checkServerTrusted(presented, authType, socket);
        } catch (CertificateException refused) {
            // The JDK says of a name that does not fit with no more than this class, and has one of its own for all
            // else.
            condition = refused.getClass() == CertificateException.class ? Condition.OTHER_NAME : Condition.UNTRUSTED;
            throw refused;
        }
        condition = Condition.GOOD;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        try {
            trust.checkServerTrusted(presented, authType);
        } catch (CertificateException refused) {
            condition = why(refused);
            throw refused;
        }
    }

    private static Condition why(CertificateException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Condition.ENDED;
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Condition.NOT_BEGUN;
            }
        }
        return Condition.UNTRUSTED;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("handshakes are made on a socket");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no client is looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        throw new CertificateException("no client is looked at");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
