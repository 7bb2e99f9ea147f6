package dev.interlock.processor.model;

import javax.lang.model.element.TypeElement;

/**
 * An object that the application passes to its router, such as a controller or a filter.
 *
 * @param name name of the router's field and of the parameter that sets it, unique in the application
 */
public record Instance(TypeElement type, String name) {}
