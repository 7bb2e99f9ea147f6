package shop;

import dev.interlock.http.Request;

/** Stands for what is generated for the view. */
abstract class NewOrderDecoder implements NewOrder {
    static native NewOrder read(Request request);
}
