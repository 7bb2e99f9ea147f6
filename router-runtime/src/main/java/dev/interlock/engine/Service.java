package dev.interlock.engine;

import dev.interlock.http.FormSettings;
import dev.interlock.http.Router;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * State that all event loops of a server share.
 *
 * @param maxBody limit on the bytes of a request body, for routes without their own
 * @param bodyPace least rate at which bodies must arrive
 * @param memory budget of all connections
 * @param retained memory that each event loop keeps ready
 * @param streams limits the bodies that are read while they arrive
 * @param blocking runs the handlers that may block
 * @param forms settings for forms and multipart bodies
 * @param clock clock of the event loops
 * @param random source of request ids, safe for use by several threads
 * @param observers listeners of all exchanges, or null
 */
public record Service(
        Router router,
        HandlerCall handlerCall,
        int maxBody,
        BodyPace bodyPace,
        InFlight inFlight,
        MemoryBudget memory,
        Retained retained,
        StreamLimits streams,
        Executor blocking,
        FormSettings forms,
        LoopClock clock,
        RandomGenerator random,
        @Nullable Observers observers) {
    public Service(
            Router router,
            int maxBody,
            BodyPace bodyPace,
            InFlight inFlight,
            MemoryBudget memory,
            Retained retained,
            StreamLimits streams,
            Executor blocking,
            FormSettings forms,
            LoopClock clock,
            RandomGenerator random,
            @Nullable Observers observers) {
        this(
                router,
                new HandlerCall(router),
                maxBody,
                bodyPace,
                inFlight,
                memory,
                retained,
                streams,
                blocking,
                forms,
                clock,
                random,
                observers);
    }
}
