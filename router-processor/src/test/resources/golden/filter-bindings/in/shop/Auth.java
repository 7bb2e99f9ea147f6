package shop;

import dev.interlock.http.Filter;

public final class Auth implements Filter {}
