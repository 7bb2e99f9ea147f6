package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * The JSON type of a request or response body.
 *
 * @param type Java type, without a surrounding {@code Optional}
 * @param shape JSON that the type declares, in the notation of the runtime's {@code JsonShapes}
 * @param objects objects that the shape names, directly or through other objects
 */
public record JsonBody(TypeMirror type, JsonLibrary library, String shape, List<JsonObject> objects) {
    public JsonBody {
        objects = List.copyOf(objects);
    }
}
