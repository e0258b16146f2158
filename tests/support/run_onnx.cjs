// SPDX-License-Identifier: GPL-3.0-or-later
// run_onnx.cjs MODEL PICTURES C H W OUT: runs a model on N×C×H×W little-endian floats with onnxruntime and writes
// to OUT, as floats: logits of all pictures, probabilities of all, logits of the first one run alone; shape and names as JSON to stdout.
// Module folder: $GOSSIP_NODE_MODULES. Exits with 77 when onnxruntime-node is not there.
'use strict';

const fs = require('fs');
const path = require('path');

let runtime;
try {
    runtime = require(path.join(process.env.GOSSIP_NODE_MODULES, 'onnxruntime-node'));
} catch (cause) {
    console.error(`onnxruntime-node cannot be loaded: ${cause.message}`);
    process.exit(77);
}

function floats(file) {
    const bytes = fs.readFileSync(file);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

async function main([model, pictures, c, h, w, out]) {
    const session = await runtime.InferenceSession.create(model);
    const values = floats(pictures);
    const [channels, height, width] = [c, h, w].map(Number);
    const count = values.length / (channels * height * width);
    const run = (tensor) => session.run({pictures: tensor});
    const all = await run(new runtime.Tensor('float32', values, [count, channels, height, width]));
    // The number of pictures is free: one picture alone must go through the same file.
    const one = await run(new runtime.Tensor('float32', values.slice(0, channels * height * width), [1, channels, height, width]));
    fs.writeFileSync(out, Buffer.concat([all.logits, all.probabilities, one.logits].map(
        (tensor) => Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength))));
    console.log(JSON.stringify({shape: all.logits.dims, inputs: session.inputNames, outputs: session.outputNames}));
}

main(process.argv.slice(2)).catch((cause) => {
    console.error(cause.message);
    process.exit(1);
});
