package shop;

import dev.interlock.http.Request;
import dev.interlock.http.Response;

/** Stands in for the generated encoder of the writer. */
abstract class OrderTotalEncoder implements OrderTotal {
    static native OrderTotalEncoder begin(Request request, Response response);

    abstract void end();
}
