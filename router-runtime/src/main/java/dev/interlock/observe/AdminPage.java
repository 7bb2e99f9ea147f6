package dev.interlock.observe;

import dev.interlock.http.Request;
import dev.interlock.http.Response;

/**
 * Page of a server's admin port. It shows the state of a part of the application. A
 * {@link ExchangeListener#adminPages() listener} or {@code Admin.page} adds it to the port. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface AdminPage {
    /**
     * Responds to a GET request. One of two threads calls this method, and may block. After 30 seconds, the response is
     * 503 and the thread is interrupted.
     *
     * @throws Exception any exception; the response is then 500, and the log has the exception
     */
    void write(Request request, Response response) throws Exception;
}
