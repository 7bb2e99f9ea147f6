package dev.interlock.peers.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves the shop with Quarkus REST. Handlers run on worker threads, because they return no reactive type. */
@QuarkusMain
public final class QuarkusPeer {
    private QuarkusPeer() {}

    public static void main(String[] arguments) {
        System.setProperty("quarkus.http.port", arguments[0]);
        Quarkus.run();
    }
}
