package dev.interlock.annotation;

/** Access to those routes of an application that have neither {@link Roles} nor {@link Anyone}. */
public enum Access {
    /** Anyone may call these routes. */
    OPEN,
    /**
     * An application with one of these routes does not compile. A forgotten annotation can therefore not open a route.
     */
    CLOSED
}
