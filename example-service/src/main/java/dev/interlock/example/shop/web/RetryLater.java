package dev.interlock.example.shop.web;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;

/** Tells clients to retry after one second if the shop is not available (RFC 9110 section 10.2.3). */
public final class RetryLater implements Filter {
    private static final FieldLine ONE_SECOND = FieldLine.of("retry-after", "1");

    @Override
    public void finish(Request request, Response response) {
        if (response.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.defaultHeader(ONE_SECOND);
        }
    }
}
