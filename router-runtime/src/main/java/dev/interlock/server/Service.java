package dev.interlock.server;

import dev.interlock.http.FormSettings;
import dev.interlock.http.Router;
import dev.interlock.http1.Limits;
import java.util.concurrent.Executor;

/**
 * What all event loops of a server share.
 *
 * @param maxPipelined bytes that are read ahead of the answer that is being made
 * @param bodyPace how fast bodies have to arrive
 * @param memory what all connections may hold
 * @param retained what each event loop keeps ready
 * @param streams limits the bodies that are read while they arrive
 * @param blocking runs the handlers that may block
 * @param forms what holds for forms and multipart bodies
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
        FormSettings forms) {
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
            FormSettings forms) {
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
                forms);
    }
}
