package dev.interlock.bind;

/** Parses text to a value, such as {@code Sku::parse} or {@code Sku::new}. */
@FunctionalInterface
public interface TextParser<T> {
    /**
     * Parses {@code text}.
     *
     * @throws Exception if the text is not valid: the response is 400, or the one of a
     *     {@link dev.interlock.http.HttpException}
     */
    T parse(String text) throws Exception;
}
