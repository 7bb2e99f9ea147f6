package dev.interlock.processor.testing;

import dev.interlock.processor.report.Place;
import java.lang.reflect.Proxy;
import javax.lang.model.element.TypeElement;

/** A place for tests that do not examine places. */
public final class AnyPlace {
    /** A place whose element can only be compared and printed. */
    public static final Place PLACE = Place.of((TypeElement) Proxy.newProxyInstance(
            AnyPlace.class.getClassLoader(),
            new Class<?>[] {TypeElement.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "toString" -> "shop.Orders";
                case "getEnclosingElement" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            }));

    private AnyPlace() {}
}
