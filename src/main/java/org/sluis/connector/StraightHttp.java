package org.sluis.connector;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Sends to the address that was configured and nowhere else: no redirect is followed, which would carry a child's data
 * and the token to a place that nobody registered. Sends once: trying again is delivery's, which decides anew first.
 */
final class StraightHttp extends ApacheRestfulClientFactory {
    static final int CONNECT_MILLIS = 3_000;
    static final int SOCKET_MILLIS = 10_000;

    StraightHttp(FhirContext context) {
        super(context);
        setServerValidationMode(ServerValidationModeEnum.NEVER);
        setConnectTimeout(CONNECT_MILLIS);
        setConnectionRequestTimeout(CONNECT_MILLIS);
        setSocketTimeout(SOCKET_MILLIS);
    }

    @Override
    protected HttpClientBuilder getHttpClientBuilder() {
        return super.getHttpClientBuilder().disableRedirectHandling().disableAutomaticRetries();
    }
}
