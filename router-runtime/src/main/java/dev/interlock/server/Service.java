package dev.interlock.server;

import dev.interlock.http.FormSettings;
import dev.interlock.http.Router;
import dev.interlock.http1.Limits;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * State that all event loops of a server share.
 *
 * @param maxPipelined limit on the bytes that are read ahead of a response
 * @param bodyPace least rate at which bodies must arrive
 * @param memory budget of all connections
 * @param retained memory that each event loop keeps ready
 * @param streams limits the bodies that are read while they arrive
 * @param blocking runs the handlers that may block
 * @param forms settings for forms and multipart bodies
 * @param clock clock of the event loops
 * @param random source of request ids, safe for use by several threads
 */
record Service(
        Router router,
        HandlerCall handlerCall,
        Limits limits,
        int maxPipelined,
        BodyPace bodyPace,
        InFlight inFlight,
        MemoryBudget memory,
        Retained retained,
        StreamLimits streams,
        Executor blocking,
        FormSettings forms,
        LoopClock clock,
        RandomGenerator random) {
    Service(
            Router router,
            Limits limits,
            int maxPipelined,
            BodyPace bodyPace,
            InFlight inFlight,
            MemoryBudget memory,
            Retained retained,
            StreamLimits streams,
            Executor blocking,
            FormSettings forms,
            LoopClock clock,
            RandomGenerator random) {
        this(
                router,
                new HandlerCall(router),
                limits,
                maxPipelined,
                bodyPace,
                inFlight,
                memory,
                retained,
                streams,
                blocking,
                forms,
                clock,
                random);
    }
}
