package shop;

import dev.interlock.http.Request;

/** Stands in for the generated decoder of the view. */
abstract class NewOrderDecoder implements NewOrder {
    static native NewOrder read(Request request);
}
