package io.dropshiphub.storage;

import java.util.Map;

/**
 * One call through camel-aws2-s3.
 *
 * @param headers what to do and with what, as its headers
 * @param body the content to put (a File, bytes or a stream), else null
 */
record S3Call(Map<String, Object> headers, Object body) {}
