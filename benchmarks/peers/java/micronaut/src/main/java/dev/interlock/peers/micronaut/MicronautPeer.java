package dev.interlock.peers.micronaut;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** Serves the shop with Micronaut, on epoll. */
public final class MicronautPeer {
    private MicronautPeer() {}

    public static void main(String[] arguments) {
        Micronaut.build(new String[0])
                .mainClass(MicronautPeer.class)
                .properties(Map.of(
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        arguments[0],
                        "micronaut.netty.event-loops.parent.prefer-native-transport",
                        true,
                        "micronaut.netty.event-loops.default.prefer-native-transport",
                        true))
                .start();
    }
}
