package dev.interlock.processor.model;

import javax.lang.model.element.TypeElement;

/**
 * An object that the application hands to its router: a controller or a filter.
 *
 * @param name of the router's field and of the parameter that fills it, unique in the application
 */
public record Instance(TypeElement type, String name) {}
