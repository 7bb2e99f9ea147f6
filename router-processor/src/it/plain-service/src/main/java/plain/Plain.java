package plain;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.HttpApp;
import dev.interlock.annotation.Query;
import dev.interlock.server.HttpServer;

/** A text-only service: no JSON, no constraints, no protobuf. */
@HttpApp(controllers = Plain.Greetings.class)
public final class Plain {
    private Plain() {}

    /** Serves on a free port, and prints the port. */
    public static void main(String[] arguments) throws InterruptedException {
        HttpServer server =
                HttpServer.builder(PlainRouter.of(new Greetings())).port(0).start();
        System.out.println(server.port());
        server.awaitShutdown();
    }

    /** The controller of the service. */
    @Controller("/greetings")
    static final class Greetings {
        @Get("/{name}")
        String greet(String name, @Query int times) {
            return ("Hello, " + name + "! ").repeat(times).strip();
        }
    }
}
