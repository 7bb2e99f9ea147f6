package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * A JSON type of request or response bodies.
 *
 * @param type type without a surrounding {@code Optional}
 * @param shape declared shape, in the notation of the runtime's {@code JsonShapes}
 * @param objects objects that the shape names, directly or through other objects
 */
public record JsonBody(TypeMirror type, JsonLibrary library, String shape, List<JsonObject> objects) {
    public JsonBody {
        objects = List.copyOf(objects);
    }
}
