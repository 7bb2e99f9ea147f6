package dev.interlock.annotation;

/** Access to the routes of an application that declare no access of their own, by {@link Roles} or {@link Anyone}. */
public enum Access {
    /** Anyone may call these routes. */
    OPEN,
    /** These routes do not compile. So no route is open because its annotation was forgotten. */
    CLOSED
}
