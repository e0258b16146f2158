<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>engine</name>
    <message>
        <source>Plants</source>
        <translation>拠点（工場）</translation>
    </message>
    <message>
        <source>Divides the workers evenly into so many plants and names them A-1, A-2, … 0: no plants.</source>
        <translation>計算機をこの数の拠点に等しく分け、A-1、A-2… と名付けます。0：拠点なし。</translation>
    </message>
    <message>
        <source>Workers of each plant</source>
        <translation>拠点ごとの計算機</translation>
    </message>
    <message>
        <source>Which workers, counted from 0, share a site: A: 0-3; B: 4-7.</source>
        <translation>同じ拠点にある計算機の番号（0から数えます）。例&#x3000;A: 0-3; B: 4-7</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>One for each worker, with commas between; empty: their numbers.</source>
        <translation>計算機ごとに1つ、コンマで区切ります。空欄なら番号になります。</translation>
    </message>
    <message>
        <source>Classes of each plant</source>
        <translation>拠点ごとの種類</translation>
    </message>
    <message>
        <source>Which classes, counted from 0, each plant&apos;s pictures show: A: 0-4; B: 5-9.</source>
        <translation>各拠点の画像に写る種類の番号（0から数えます）。例&#x3000;A: 0-4; B: 5-9</translation>
    </message>
    <message>
        <source>Rate drops after epochs</source>
        <translation>学習率を下げる周回</translation>
    </message>
    <message>
        <source>Rising numbers with commas between, e.g. 11, 13.</source>
        <translation>小さい順にコンマで区切ります。例&#x3000;11, 13</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読めません：%2</translation>
    </message>
    <message>
        <source>%1 is cut off in the middle of its gzip data; copy or download it again</source>
        <translation>%1 は途中で切れています（gzip）。もう一度コピーするか、ダウンロードしてください</translation>
    </message>
    <message>
        <source>%1 has damaged gzip data; copy or download it again</source>
        <translation>%1 の圧縮データ（gzip）が壊れています。もう一度コピーするか、ダウンロードしてください</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>ファイル %1 がありません</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 はファイルではありません</translation>
    </message>
    <message>
        <source>Not enough memory to read %1</source>
        <translation>%1 を読むにはメモリーが足りません</translation>
    </message>
    <message>
        <source>There is no file %1 or %1.gz in %2</source>
        <translation>%2 に %1 も %1.gz もありません</translation>
    </message>
    <message>
        <source>%1 holds %2 pictures but %3 holds %4 labels; they do not belong together</source>
        <translation>%1 の画像は%2枚、%3 のラベルは%4個です。組になるファイルではありません</translation>
    </message>
    <message>
        <source>%1: training and test pictures differ in size</source>
        <translation>%1：学習用と確認用で画像の大きさが違います</translation>
    </message>
    <message>
        <source>Fashion-MNIST (clothing, 10 classes)</source>
        <translation>Fashion-MNIST（衣料品、10種類）</translation>
    </message>
    <message>
        <source>70,000 grey pictures of clothes, 28 × 28 pixels, by Zalando Research. The usual first test of a picture classifier.</source>
        <translation>衣料品の白黒画像7万枚（28×28画素、Zalando Research）。画像分類の最初の試しによく使われます。</translation>
    </message>
    <message>
        <source>T-shirt/top</source>
        <translation>Tシャツ</translation>
    </message>
    <message>
        <source>Trouser</source>
        <translation>ズボン</translation>
    </message>
    <message>
        <source>Pullover</source>
        <translation>プルオーバー</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>ワンピース</translation>
    </message>
    <message>
        <source>Coat</source>
        <translation>コート</translation>
    </message>
    <message>
        <source>Sandal</source>
        <translation>サンダル</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>シャツ</translation>
    </message>
    <message>
        <source>Sneaker</source>
        <translation>スニーカー</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>バッグ</translation>
    </message>
    <message>
        <source>Ankle boot</source>
        <translation>ショートブーツ</translation>
    </message>
    <message>
        <source>Install the package dataset-fashion-mnist (Debian, Ubuntu), or put the four IDX files into the folder fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names.</source>
        <translation>パッケージ dataset-fashion-mnist（Debian、Ubuntu）を入れるか、環境変数 GOSSIPLAB_DATA が指すフォルダーの中の fashion-mnist に4つのIDXファイルを置いてください。</translation>
    </message>
    <message>
        <source>Stripes (generated, 4 classes)</source>
        <translation>しま模様（自動生成、4種類）</translation>
    </message>
    <message>
        <source>2,500 small noisy pictures of stripes in four directions, made by the program itself. Needs no files and trains in seconds.</source>
        <translation>4方向のしま模様の小さな画像2,500枚を、このプログラムが作ります。ファイルは要らず、数秒で学習できます。</translation>
    </message>
    <message>
        <source>The files of Fashion-MNIST were not found. Install the package dataset-fashion-mnist (Debian, Ubuntu), or put the four IDX files into the folder fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names.</source>
        <translation>Fashion-MNIST のファイルが見つかりません。パッケージ dataset-fashion-mnist（Debian、Ubuntu）を入れるか、環境変数 GOSSIPLAB_DATA が指すフォルダーの中の fashion-mnist に4つのIDXファイルを置いてください。</translation>
    </message>
    <message>
        <source>Not enough memory for the data set; set dataset.train_limit</source>
        <translation>データを読むメモリーが足りません。dataset.train_limit で枚数を減らしてください</translation>
    </message>
    <message>
        <source>%1 ends too early: it holds less than its header says; copy or download it again</source>
        <translation>%1 は途中で終わっています（先頭に書かれた数より少ない）。もう一度コピーするか、ダウンロードしてください</translation>
    </message>
    <message>
        <source>%1: pictures of %2 × %3 pixels are not possible; each side may have 1 to %4</source>
        <translation>%1：%2×%3画素の画像は使えません。縦横それぞれ1～%4画素です</translation>
    </message>
    <message>
        <source>%1 is empty: its header says 0 entries</source>
        <translation>%1 は空です（0件と書かれています）</translation>
    </message>
    <message>
        <source>%1 is not an IDX file of pictures: it starts with %2 instead of %3</source>
        <translation>%1 は画像のIDXファイルではありません（先頭が %3 でなく %2 です）</translation>
    </message>
    <message>
        <source>%1 is not an IDX file of labels: it starts with %2 instead of %3</source>
        <translation>%1 はラベルのIDXファイルではありません（先頭が %3 でなく %2 です）</translation>
    </message>
    <message>
        <source>%1 holds %2 MB, more than the %3 MB that are read into memory; set a limit of pictures</source>
        <translation>%1 は%2 MBあり、読み込める%3 MBを超えます。枚数の上限を決めてください</translation>
    </message>
    <message>
        <source>%1 holds more than its header says; it is damaged or another file&apos;s</source>
        <translation>%1 には先頭に書かれた数より多くのデータがあります。壊れているか、別のファイルのものです</translation>
    </message>
    <message>
        <source>%1: label %2 of picture %3 is out of range; the %4 classes have labels 0 to %5</source>
        <translation>%1：画像%3のラベル%2は範囲外です。%4種類のラベルは0～%5です</translation>
    </message>
    <message>
        <source>Loading the data set was cancelled</source>
        <translation>データの読み込みを取りやめました</translation>
    </message>
    <message>
        <source>horizontal</source>
        <translation>横</translation>
    </message>
    <message>
        <source>vertical</source>
        <translation>縦</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>右上がり</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>右下がり</translation>
    </message>
    <message>
        <source>%1: %2; choose another place</source>
        <translation>%1：%2。別の場所を選んでください</translation>
    </message>
    <message>
        <source>%1: %2; free some space or choose another disk</source>
        <translation>%1：%2。空きを増やすか、別のディスクを選んでください</translation>
    </message>
    <message>
        <source>%1: %2; choose a folder that you may write to</source>
        <translation>%1：%2。書き込めるフォルダーを選んでください</translation>
    </message>
    <message>
        <source>%1: %2; its folder does not exist or was removed</source>
        <translation>%1：%2。フォルダーがないか、消されています</translation>
    </message>
    <message>
        <source>dataset.partition.shards_per_worker: %1 shards for each of %2 workers are more than the %3 training pictures; use fewer shards or workers</source>
        <translation>dataset.partition.shards_per_worker：%1個×%2台は学習用画像%3枚より多くなります。個数か台数を減らしてください</translation>
    </message>
    <message>
        <source>dataset.partition.labels_per_worker: %1 is more than the %2 classes of the data set</source>
        <translation>dataset.partition.labels_per_worker：%1はデータの種類の数%2より多くなっています</translation>
    </message>
    <message>
        <source>dataset.partition.classes: there is no group &quot;%1&quot; in workers.groups</source>
        <translation>dataset.partition.classes：拠点「%1」は workers.groups にありません</translation>
    </message>
    <message>
        <source>dataset.partition.classes.%1: class %2 does not exist; the data set has classes 0 to %3</source>
        <translation>dataset.partition.classes.%1：種類%2はありません。データの種類は0～%3です</translation>
    </message>
    <message>
        <source>%1 training pictures are too few for %2 workers; each needs at least one</source>
        <translation>学習用画像%1枚は%2台には少なすぎます。1台に1枚以上が必要です</translation>
    </message>
    <message>
        <source>dataset.partition: worker %1 would get no training picture; give it a group that holds classes, or use more pictures (dataset.train_limit) or another way to divide them</source>
        <translation>dataset.partition：計算機%1に学習用画像が1枚も渡りません。種類を持つ拠点に入れるか、枚数（dataset.train_limit）を増やすか、別の配り方にしてください</translation>
    </message>
    <message>
        <source>The model cannot be written as ONNX: %1</source>
        <translation>モデルをONNXで書き出せません：%1</translation>
    </message>
    <message>
        <source>The run folder %1 cannot be created: %2; choose another place</source>
        <translation>実験フォルダー %1 を作れません：%2。別の場所を選んでください</translation>
    </message>
    <message>
        <source>The run folder %1 is not empty; a run overwrites nothing, so choose a new or an empty folder</source>
        <translation>実験フォルダー %1 は空ではありません。実験は上書きをしないので、新しいフォルダーか空のフォルダーを選んでください</translation>
    </message>
    <message>
        <source>One linear layer: softmax regression. The fastest, and convex.</source>
        <translation>1層だけのソフトマックス回帰。最も速く、解は1つに決まります（凸）。</translation>
    </message>
    <message>
        <source>Two hidden layers of 256 and 128 units, no convolutions.</source>
        <translation>中間層2つ（256と128）。畳み込みはありません。</translation>
    </message>
    <message>
        <source>Small convolutional network (LeNet-5) for pictures of about 28 × 28 pixels.</source>
        <translation>28×28画素ほどの画像に向く、小さな畳み込みネットワーク（LeNet-5）。</translation>
    </message>
    <message>
        <source>Seven-layer convolutional network of the EASGD paper, for colour pictures of about 28 × 28 pixels.</source>
        <translation>EASGDの論文で使われた7層の畳み込みネットワーク。28×28画素ほどのカラー画像に向きます。</translation>
    </message>
    <message>
        <source>model.id &quot;%1&quot; is unknown; known are %2, or give model.layers.</source>
        <translation>model.id「%1」はありません。使えるのは %2 です。model.layers で層を並べることもできます。</translation>
    </message>
    <message>
        <source>The data set has %1 classes; at least 2 are needed to tell pictures apart.</source>
        <translation>データの種類が%1つです。見分けるには2種類以上が必要です。</translation>
    </message>
    <message>
        <source>A batch of %1 pictures is not possible with this model: at least 1 and at most %2 fit into memory. Choose a smaller batch or a smaller model.</source>
        <translation>このモデルでは1回%1枚にできません。メモリーに入るのは1～%2枚です。1回の枚数を減らすか、小さいモデルを選んでください。</translation>
    </message>
    <message>
        <source>The network could not be prepared for this computer: oneDNN says &quot;%1&quot;.</source>
        <translation>このPC用にネットワークを準備できませんでした（oneDNN：%1）。</translation>
    </message>
    <message>
        <source>%1 of the %2 layer is %3; allowed is %4 to %5.</source>
        <translation>%2層の %1 が%3です。使えるのは%4～%5です。</translation>
    </message>
    <message>
        <source>%1: a %2 layer needs pictures, but the layers before it end in a flat vector. Put it before the flatten and linear layers.</source>
        <translation>%1：%2層には画像が必要ですが、前の層で1列に並べ替えられています。flatten層とlinear層より前に置いてください。</translation>
    </message>
    <message>
        <source>%1: the kernel of %2 × %2 pixels is larger than its input of %3 × %4 pixels. Use a smaller kernel, fewer layers before it, or larger pictures.</source>
        <translation>%1：%2×%2画素の窓が入力%3×%4画素より大きくなっています。窓を小さくするか、前の層を減らすか、大きい画像を使ってください。</translation>
    </message>
    <message>
        <source>%1 is %2; allowed is 0 to less than 1 (the share of values dropped).</source>
        <translation>%1 が%2です。使えるのは0以上1未満です（落とす値の割合）。</translation>
    </message>
    <message>
        <source>model.layers has %1 entries; allowed is 1 to %2.</source>
        <translation>model.layers が%1個あります。使えるのは1～%2個です。</translation>
    </message>
    <message>
        <source>model.layers ends with a %1 layer; the last layer must be linear: it gives one value per class.</source>
        <translation>model.layers の最後が%1層です。最後は種類ごとに1つの値を出す linear 層にしてください。</translation>
    </message>
    <message>
        <source>Pictures of %1 × %2 pixels with %3 channels cannot be used: at least one pixel and at most %4 values.</source>
        <translation>%1×%2画素・%3チャンネルの画像は使えません。1画素以上、全部で%4個以下の値にしてください。</translation>
    </message>
    <message>
        <source>model.layers[%1] (%2) makes the network too large: %3 learnable values and %4 values for one picture; allowed are %5 and %6.</source>
        <translation>model.layers[%1]（%2）でネットワークが大きくなりすぎます。学習する値が%3個、画像1枚あたりの値が%4個です。上限は%5個と%6個です。</translation>
    </message>
    <message>
        <source>Exchange probability p</source>
        <translation>情報交換の頻度（交換確率 p）</translation>
    </message>
    <message>
        <source>Gossip (GoSGD)</source>
        <translation>ゴシップ方式（GoSGD）</translation>
    </message>
    <message>
        <source>Every worker trains on its own and now and then pushes its parameters to one random peer. Nobody waits and there is no server.</source>
        <translation>各計算機は自分で学習し、ときどきほかの1台へモデルを送ります。だれも待たず、中央サーバーもありません。</translation>
    </message>
    <message>
        <source>No exchange (isolated)</source>
        <translation>通信なし（単独学習）</translation>
    </message>
    <message>
        <source>Every worker trains alone on its own data and never sends anything: what is lost without any exchange.</source>
        <translation>各計算機が自分のデータだけで学習し、何も送りません。情報交換がないと何を失うかが分かります。</translation>
    </message>
    <message>
        <source>All data in one place (pooled)</source>
        <translation>データ一括（1台に集約）</translation>
    </message>
    <message>
        <source>One worker holds all the data, as if they had been collected first: what is possible at best. The number of workers is ignored.</source>
        <translation>全データを1台に集めた場合です。どこまで良くなり得るかが分かります。計算機の台数は無視されます。</translation>
    </message>
    <message>
        <source>Batch multiple</source>
        <translation>1回の枚数の倍率</translation>
    </message>
    <message>
        <source>The batch is this many times the scenario&apos;s, to compare with as many workers in step.</source>
        <translation>1回の枚数を実験条件のこの倍にします。同じ台数が足並みをそろえた場合と比べるためです。</translation>
    </message>
    <message>
        <source>The training of all workers diverged. Try a smaller learning rate.</source>
        <translation>すべての計算機の学習が発散しました。学習率を下げて試してください。</translation>
    </message>
    <message>
        <source>No worker could go on, and nothing on the timeline brings one back.</source>
        <translation>学習を続けられる計算機がなく、復帰の予定もありません。</translation>
    </message>
    <message>
        <source>The set time was over.</source>
        <translation>決めた時間になりました。</translation>
    </message>
    <message>
        <source>The set number of steps was done.</source>
        <translation>決めた学習回数になりました。</translation>
    </message>
    <message>
        <source>The set number of epochs was done.</source>
        <translation>決めた周回数になりました。</translation>
    </message>
    <message>
        <source>The run was stopped by hand.</source>
        <translation>手動で終了しました。</translation>
    </message>
    <message>
        <source>The target accuracy was reached.</source>
        <translation>目標の正解率に達しました。</translation>
    </message>
    <message>
        <source>This workload trains no network, so there is no model to export.</source>
        <translation>この実験はネットワークを学習しないので、書き出すモデルがありません。</translation>
    </message>
    <message>
        <source>This workload trains no network, so there is nothing to evaluate.</source>
        <translation>この実験はネットワークを学習しないので、正解率を測れません。</translation>
    </message>
    <message>
        <source>threads: %1 is not allowed; allowed: 0 (one per core) to %2.</source>
        <translation>threads：%1は使えません。0（コアごとに1つ）～%2です。</translation>
    </message>
    <message>
        <source>Training needs a data set, and none was loaded.</source>
        <translation>学習にはデータが必要ですが、読み込まれていません。</translation>
    </message>
    <message>
        <source>workload_options.dimension: %1 numbers for each of %2 workers do not fit; allowed: at most %3 for all workers together</source>
        <translation>workload_options.dimension：%1個×%2台は入りません。全台の合計で%3個までです</translation>
    </message>
    <message>
        <source>protocol.batch_multiple: %1 times a batch of %2 does not fit; allowed: at most %3 pictures a step</source>
        <translation>protocol.batch_multiple：%2枚の%1倍は入りません。1回%3枚までです</translation>
    </message>
    <message>
        <source>workers.names: %1 names for %2 workers; allowed: one for each worker, or none</source>
        <translation>workers.names：%2台に対して名前が%1個です。全台に1つずつ付けるか、なしにしてください</translation>
    </message>
    <message>
        <source>workers.groups: %1 groups are not allowed; allowed: at most %2</source>
        <translation>workers.groups：拠点が%1個あります。%2個までです</translation>
    </message>
    <message>
        <source>%1: worker %2 is in two groups; allowed: one</source>
        <translation>%1：計算機%2が2つの拠点に入っています。1つだけにしてください</translation>
    </message>
    <message>
        <source>%1: there is no such group in workers.groups</source>
        <translation>%1：その拠点は workers.groups にありません</translation>
    </message>
    <message>
        <source>dataset.partition.kind: &quot;groups&quot; needs workers.groups</source>
        <translation>dataset.partition.kind：「groups」には workers.groups が必要です</translation>
    </message>
    <message>
        <source>%1: missing; with partition kind groups every group needs its classes</source>
        <translation>%1：ありません。種類を拠点で分けるときは、拠点ごとに種類が必要です</translation>
    </message>
    <message>
        <source>workers.groups: worker %1 is in no group; with partition kind groups every worker needs one</source>
        <translation>workers.groups：計算機%1がどの拠点にも入っていません。種類を拠点で分けるときは、全台に拠点が必要です</translation>
    </message>
    <message>
        <source>training.nesterov: true is not allowed without momentum; set training.momentum above 0</source>
        <translation>training.nesterov：慣性なしでは true にできません。training.momentum を0より大きくしてください</translation>
    </message>
    <message>
        <source>training.schedule.epochs: a cosine needs an end; set training.schedule.epochs or stop.epochs</source>
        <translation>training.schedule.epochs：cosine には終わりが必要です。training.schedule.epochs か stop.epochs を決めてください</translation>
    </message>
    <message>
        <source>stop.epochs: %1 is not allowed, the workload %2 has no epochs; set stop.steps or stop.seconds</source>
        <translation>stop.epochs：%1は使えません。%2 には周回がないので、stop.steps か stop.seconds を決めてください</translation>
    </message>
    <message>
        <source>stop.target_accuracy: %1 is not allowed, the workload %2 has no accuracy; set stop.steps or stop.seconds</source>
        <translation>stop.target_accuracy：%1は使えません。%2 には正解率がないので、stop.steps か stop.seconds を決めてください</translation>
    </message>
    <message>
        <source>protocol.id: &quot;pooled&quot; is not allowed, the workload %1 has no data to pool</source>
        <translation>protocol.id：「pooled」は使えません。%1 には集めるデータがありません</translation>
    </message>
    <message>
        <source>%1: this key is given twice; allowed: once</source>
        <translation>%1：同じ項目が2回書かれています。1回だけにしてください</translation>
    </message>
    <message>
        <source>%1: too many keys; allowed: at most %2 in one object</source>
        <translation>%1：項目が多すぎます。1つのまとまりに%2個までです</translation>
    </message>
    <message>
        <source>line %1, column %2: this is not JSON; allowed: one complete JSON document</source>
        <translation>%1行目%2文字目：JSONとして読めません。完全なJSONを1つ書いてください</translation>
    </message>
    <message>
        <source>%1: nested too deeply; allowed: %2 levels</source>
        <translation>%1：入れ子が深すぎます。%2段までです</translation>
    </message>
    <message>
        <source>The scenario is too big: %1 bytes; allowed: at most %2</source>
        <translation>実験条件が大きすぎます（%1バイト）。%2バイトまでです</translation>
    </message>
    <message>
        <source>byte %1: zero bytes are not allowed; allowed: UTF-8 text</source>
        <translation>%1バイト目：値0のバイトは使えません。UTF-8の文章にしてください</translation>
    </message>
    <message>
        <source>%1: this key is not known; nearest: %2; allowed: %3</source>
        <translation>%1：その項目はありません。近いのは %2、使えるのは %3 です</translation>
    </message>
    <message>
        <source>%1: this key is not known; allowed: %2</source>
        <translation>%1：その項目はありません。使えるのは %2 です</translation>
    </message>
    <message>
        <source>%1: %2 is not allowed; allowed: %3</source>
        <translation>%1：%2 は使えません。使えるのは %3 です</translation>
    </message>
    <message>
        <source>%1: %2 is not allowed; allowed: %3 to %4</source>
        <translation>%1：%2 は使えません。%3～%4です</translation>
    </message>
    <message>
        <source>%1: a fault of kind %2 needs this key</source>
        <translation>%1：障害 %2 にはこの項目が必要です</translation>
    </message>
    <message>
        <source>%1: this list is empty; allowed: at least one number</source>
        <translation>%1：空です。1つ以上の番号が必要です</translation>
    </message>
    <message>
        <source>%1: a link is named by from and to together, or by workers alone</source>
        <translation>%1：回線は from と to の両方か、workers だけで指定します</translation>
    </message>
    <message>
        <source>%1: a link needs from and to, or workers</source>
        <translation>%1：回線には from と to、または workers が必要です</translation>
    </message>
    <message>
        <source>%1: a link leads from one worker to another; from and to are both %2</source>
        <translation>%1：回線は2台を結びますが、from も to も%2です</translation>
    </message>
    <message>
        <source>%1: there is no group %2, workers.groups is empty; allowed: lists of workers</source>
        <translation>%1：拠点 %2 がありません（workers.groups が空です）。計算機の番号で書いてください</translation>
    </message>
    <message>
        <source>%1: there is no group %2 in workers.groups; allowed: %3</source>
        <translation>%1：拠点 %2 は workers.groups にありません。使えるのは %3 です</translation>
    </message>
    <message>
        <source>%1: this list is empty; allowed: lists of workers, or names of groups</source>
        <translation>%1：空です。計算機の番号か拠点の名前を書いてください</translation>
    </message>
    <message>
        <source>%1: a fault of kind %2 needs at least one of latency_ms, jitter_ms, bandwidth_mbps, loss</source>
        <translation>%1：障害 %2 には latency_ms、jitter_ms、bandwidth_mbps、loss のどれかが必要です</translation>
    </message>
    <message>
        <source>%1: a scenario has no such key</source>
        <translation>%1：実験条件にその項目はありません</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>name: %1 cannot name a folder; allowed: a name without / and \ that does not begin with a dot</source>
        <translation>name：%1 はフォルダー名にできません。/ と \ を含まず、点で始まらない名前にしてください</translation>
    </message>
    <message>
        <source>Data split</source>
        <translation>データの配り方</translation>
    </message>
    <message>
        <source>How the training pictures are divided among the workers: evenly mixed (iid), or each worker sees mostly or only some classes, as in separate plants.</source>
        <translation>学習用画像を計算機にどう配るか。均等に配るか、離れた工場のように、一部の種類だけを（または多めに）配ります。</translation>
    </message>
    <message>
        <source>Skew (Dirichlet α)</source>
        <translation>偏り（ディリクレ α）</translation>
    </message>
    <message>
        <source>For dirichlet: smaller is more skewed; 10 is nearly even, 0.1 severe.</source>
        <translation>小さいほど偏ります。10でほぼ均等、0.1で強い偏りです。</translation>
    </message>
    <message>
        <source>Shards per worker</source>
        <translation>1台あたりの束の数</translation>
    </message>
    <message>
        <source>For shards: pictures are sorted by class and cut into pieces; each worker gets so many.</source>
        <translation>画像を種類順に並べて束に分け、1台にこの数だけ配ります。</translation>
    </message>
    <message>
        <source>Classes per worker</source>
        <translation>1台あたりの種類の数</translation>
    </message>
    <message>
        <source>For labels: how many classes each worker sees.</source>
        <translation>各計算機が見る種類の数です。</translation>
    </message>
    <message>
        <source>Inequality of amounts</source>
        <translation>枚数の差</translation>
    </message>
    <message>
        <source>For quantity: worker k gets a share that falls with this power of k + 1; 0 is equal.</source>
        <translation>k番の計算機の割合が k+1 のこの乗で減ります。0で等分です。</translation>
    </message>
    <message>
        <source>Format version</source>
        <translation>書式の版</translation>
    </message>
    <message>
        <source>Version of the scenario format; this program reads version 1.</source>
        <translation>実験条件の書式の版です。このプログラムは版1を読みます。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Short name of the scenario; the run&apos;s folder is called after it.</source>
        <translation>実験条件の短い名前。実験フォルダーの名前になります。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>乱数の種（シード）</translation>
    </message>
    <message>
        <source>Start of all random draws: the same seed gives the same initial network, data split and batches.</source>
        <translation>すべての乱数の始まりです。同じ種なら、最初のネットワーク、データの配り方、学習の順番が同じになります。</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>実験の種類</translation>
    </message>
    <message>
        <source>Training a network, or only numbers: averaging (each worker holds a vector and exchanges it) or random-walk (which also adds a random step each time).</source>
        <translation>ネットワークの学習、または数値だけの実験です。averaging は各計算機が数の列を交換し、random-walk はさらに毎回乱数を足します。</translation>
    </message>
    <message>
        <source>Numbers per worker</source>
        <translation>1台あたりの数の個数</translation>
    </message>
    <message>
        <source>For averaging and random-walk: length of the vector that each worker holds.</source>
        <translation>averaging と random-walk で各計算機が持つ数の列の長さです。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>The pictures that the workers learn.</source>
        <translation>計算機が学習する画像です。</translation>
    </message>
    <message>
        <source>Own data</source>
        <translation>自分のデータ</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>学習用画像</translation>
    </message>
    <message>
        <source>Use only so many training pictures; 0: all.</source>
        <translation>学習用画像をこの枚数だけ使います。0：全部。</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>確認用画像</translation>
    </message>
    <message>
        <source>Use only so many pictures of the test set; 0: all.</source>
        <translation>確認用画像をこの枚数だけ使います。0：全部。</translation>
    </message>
    <message>
        <source>Label noise</source>
        <translation>ラベルの誤り</translation>
    </message>
    <message>
        <source>Share of training pictures that get a random wrong class, as careless labelling would give them.</source>
        <translation>学習用画像のうち、誤った種類を付ける割合。ラベル付けの間違いを再現します。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The network that every worker trains.</source>
        <translation>各計算機が学習するネットワークです。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>回線速度（帯域）</translation>
    </message>
    <message>
        <source>Rate of each worker&apos;s line, up and down; 0: unlimited.</source>
        <translation>各計算機の回線の速さ（上り・下り）。0：制限なし。</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>送り方</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>時計</translation>
    </message>
    <message>
        <source>What the seconds of the run are: live is this computer&apos;s real time; simulated is virtual time, repeats exactly and shows more machines than there are.</source>
        <translation>実験の「秒」の意味。live はこのPCの実時間です。simulated は仮想時間で、何度でも同じ結果になり、実際より多い台数も試せます。</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>終了する周回</translation>
    </message>
    <message>
        <source>Ends the run when all workers together have seen the training set so often; 0: not set.</source>
        <translation>全台の合計で学習用画像をこの回数だけ見たら終わります。0：決めない。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>周回</translation>
    </message>
    <message>
        <source>Stop after time</source>
        <translation>終了する時間</translation>
    </message>
    <message>
        <source>Ends the run after so many seconds, pauses excluded; 0: not set.</source>
        <translation>この秒数で終わります（一時停止は除く）。0：決めない。</translation>
    </message>
    <message>
        <source>Stop after steps</source>
        <translation>終了する学習回数</translation>
    </message>
    <message>
        <source>Ends the run after so many steps of all workers together; 0: not set.</source>
        <translation>全台の合計でこの学習回数になったら終わります。0：決めない。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>回</translation>
    </message>
    <message>
        <source>Stop at accuracy</source>
        <translation>終了する正解率</translation>
    </message>
    <message>
        <source>Record every</source>
        <translation>記録の間隔</translation>
    </message>
    <message>
        <source>How often a row of figures is recorded.</source>
        <translation>数値を1行記録する間隔です。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>正解率を測る間隔</translation>
    </message>
    <message>
        <source>How often the models are tried on the test set.</source>
        <translation>確認用画像でモデルを試す間隔です。</translation>
    </message>
    <message>
        <source>Test pictures, mean model</source>
        <translation>確認用画像（統合モデル）</translation>
    </message>
    <message>
        <source>So many test pictures judge the mean model; 0: all.</source>
        <translation>統合モデルをこの枚数で確かめます。0：全部。</translation>
    </message>
    <message>
        <source>Test pictures, each worker</source>
        <translation>確認用画像（手元のモデル）</translation>
    </message>
    <message>
        <source>So many test pictures judge each single worker&apos;s model; 0: all.</source>
        <translation>手元のモデルをそれぞれこの枚数で確かめます。0：全部。</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>学習方式</translation>
    </message>
    <message>
        <source>Who sends its parameters to whom, and when.</source>
        <translation>だれが、いつ、だれにモデルを送るかです。</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>待つ時間の上限</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>つなぎ方（トポロジー）</translation>
    </message>
    <message>
        <source>Which workers may send to which.</source>
        <translation>どの計算機からどの計算機へ送れるかです。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>遅延</translation>
    </message>
    <message>
        <source>How long every message is on its way at least.</source>
        <translation>情報が届くまでに最低限かかる時間です。</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>遅延のゆらぎ（ジッター）</translation>
    </message>
    <message>
        <source>How much the latency varies: standard deviation of a random extra delay.</source>
        <translation>遅延のばらつき。追加の遅れの標準偏差です。</translation>
    </message>
    <message>
        <source>Message loss</source>
        <translation>届かない割合（消失率）</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>学習率の変え方</translation>
    </message>
    <message>
        <source>constant, step (multiplied by a factor at given epochs) or cosine (falls smoothly to 0).</source>
        <translation>constant は一定、step は決めた周回で倍率を掛け、cosine はなめらかに0まで下げます。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>For step: what the learning rate is multiplied by at each of the given epochs.</source>
        <translation>step で、決めた周回ごとに学習率に掛ける数です。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>立ち上げ</translation>
    </message>
    <message>
        <source>The learning rate rises from 0 over so many epochs first; 0: no warm-up.</source>
        <translation>最初のこの周回で学習率を0から上げます。0：しない。</translation>
    </message>
    <message>
        <source>End of the cosine</source>
        <translation>cosine の終わり</translation>
    </message>
    <message>
        <source>For cosine: where the learning rate reaches 0; 0: at the end of the run.</source>
        <translation>cosine で学習率が0になる周回。0：実験の終わり。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>計算の精度</translation>
    </message>
    <message>
        <source>Numbers that convolutions and products multiply. bf16 is faster where the processor has AVX-512; parameters and sums stay f32.</source>
        <translation>畳み込みと行列の積で掛け合わせる数の形式です。AVX-512のあるプロセッサではbf16のほうが速くなります。パラメータと合計はf32のままです。</translation>
    </message>
    <message>
        <source>training.precision: oneDNN does not compute in bf16 on this processor; it needs AVX-512. Choose f32.</source>
        <translation>training.precision：このプロセッサではoneDNNがbf16で計算できません（AVX-512が必要です）。f32を選んでください。</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>計算機（ワーカー）</translation>
    </message>
    <message>
        <source>How many workers learn, each with its own copy of the model and its own part of the data.</source>
        <translation>学習する計算機の台数。それぞれがモデルの写しと自分のデータを持ちます。</translation>
    </message>
    <message>
        <source>Time of a step</source>
        <translation>1ステップの時間</translation>
    </message>
    <message>
        <source>Live clock: least time between two steps of a worker, 0: as fast as possible. Simulated clock: how long a step takes.</source>
        <translation>実時間：1台が次の学習を始めるまでの最短時間（0：できるだけ速く）。仮想時間：1ステップにかかる時間。</translation>
    </message>
    <message>
        <source>Spread of step times</source>
        <translation>ステップ時間のばらつき</translation>
    </message>
    <message>
        <source>Simulated clock: how much a step&apos;s time varies (standard deviation of its logarithm); 0: not at all.</source>
        <translation>仮想時間：1ステップの時間のばらつき（対数の標準偏差）。0：ばらつきなし。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>1回の枚数（バッチ）</translation>
    </message>
    <message>
        <source>Pictures that a worker learns from in one step.</source>
        <translation>1回の学習で使う画像の枚数です。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>How far one step moves the parameters. Too high diverges, too low learns slowly.</source>
        <translation>1回の学習でどれだけ動かすか。大きすぎると発散し、小さすぎると遅くなります。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>慣性（モーメンタム）</translation>
    </message>
    <message>
        <source>How much of the last step&apos;s direction is kept; 0: none.</source>
        <translation>前回の動きをどれだけ残すか。0：残さない。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>先読みの慣性（Nesterov）</translation>
    </message>
    <message>
        <source>Looks one step ahead along the momentum; needs a momentum above 0.</source>
        <translation>慣性の方向を1歩先読みします。慣性が0より大きいときに使えます。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>Pulls all parameters towards 0 in each step, against learning by heart; 0: none.</source>
        <translation>学習のたびに値を0へ引き戻し、丸暗記を防ぎます。0：しない。</translation>
    </message>
    <message>
        <source>The scenario is %1; allowed: an object such as {&quot;schema_version&quot;: 1}</source>
        <translation>実験条件が %1 です。{&quot;schema_version&quot;: 1} のような形にしてください</translation>
    </message>
    <message>
        <source>model: id and layers are both given; allowed: one of them</source>
        <translation>model：id と layers の両方があります。どちらか1つにしてください</translation>
    </message>
    <message>
        <source>%1: a layer of kind %2 needs this key; allowed: %3 to %4</source>
        <translation>%1：%2層にはこの項目が必要です。%3～%4です</translation>
    </message>
    <message>
        <source>%1: this list is empty; allowed: 1 to %2 layers, or a model&apos;s id instead</source>
        <translation>%1：空です。1～%2層を書くか、代わりにモデルの id を書いてください</translation>
    </message>
    <message>
        <source>%1: %2 does not come after %3; allowed: rising epochs</source>
        <translation>%1：%2は%3より後になっていません。小さい順に書いてください</translation>
    </message>
    <message>
        <source>%1: %2 is listed twice; allowed: once</source>
        <translation>%1：%2が2回あります。1回だけにしてください</translation>
    </message>
    <message>
        <source>%1: a list of %2 entries for %3 workers; allowed: one for each worker, or one number for all</source>
        <translation>%1：%3台に対して%2個あります。1台に1つずつか、全台に1つの数にしてください</translation>
    </message>
    <message>
        <source>%1: %2 is not allowed; allowed: 0 (unlimited), or %3 to %4</source>
        <translation>%1：%2 は使えません。0（制限なし）か、%3～%4です</translation>
    </message>
    <message>
        <source>workers.step_ms: &quot;measure&quot; belongs to the simulated clock; allowed on the live clock: 0 to 60000</source>
        <translation>workers.step_ms：&quot;measure&quot; は仮想時間のものです。実時間では 0～60000です</translation>
    </message>
    <message>
        <source>workers.step_ms: %1 is not allowed on the simulated clock, where steps take time; allowed: %2 to 60000, or &quot;measure&quot;</source>
        <translation>workers.step_ms：仮想時間では1ステップに時間がかかるので、%1 は使えません。%2～60000 か &quot;measure&quot; です</translation>
    </message>
    <message>
        <source>%1: this is no path to a key; allowed: key=value with a path such as training.batch=64</source>
        <translation>%1：項目の書き方が違います。training.batch=64 のように書いてください</translation>
    </message>
    <message>
        <source>%1: the value cannot be taken: %2</source>
        <translation>%1：その値は使えません：%2</translation>
    </message>
    <message>
        <source>%1: %2 holds no keys</source>
        <translation>%1：%2 の下に項目はありません</translation>
    </message>
    <message>
        <source>%1: %2 is not a number; allowed: %3 to %4</source>
        <translation>%1：%2 は数ではありません。%3～%4です</translation>
    </message>
    <message>
        <source>%1: %2 is not a whole number; allowed: %3 to %4</source>
        <translation>%1：%2 は整数ではありません。%3～%4です</translation>
    </message>
    <message>
        <source>%1: %2 is not a text; allowed: a text in quotation marks, %3 characters</source>
        <translation>%1：%2 は文字列ではありません。引用符で囲んだ%3文字の文字列です</translation>
    </message>
    <message>
        <source>%1: this text is not valid UTF-8</source>
        <translation>%1：UTF-8として読めません</translation>
    </message>
    <message>
        <source>%1: a text of %2 characters is not allowed; allowed: %3 characters</source>
        <translation>%1：%2文字は使えません。%3文字です</translation>
    </message>
    <message>
        <source>%1: %2 holds control characters; allowed: printable characters</source>
        <translation>%1：%2 に制御文字があります。表示できる文字だけにしてください</translation>
    </message>
    <message>
        <source>%1: %2 is not an object; allowed: keys and values in braces</source>
        <translation>%1：%2 は項目のまとまりではありません。{ } の中に項目と値を書いてください</translation>
    </message>
    <message>
        <source>%1: %2 is not a list; allowed: values in square brackets</source>
        <translation>%1：%2 は一覧ではありません。[ ] の中に値を書いてください</translation>
    </message>
    <message>
        <source>%1: a list of %2 entries is not allowed; allowed: at most %3</source>
        <translation>%1：一覧が%2個あります。%3個までです</translation>
    </message>
    <message>
        <source>Every worker may send to every other.</source>
        <translation>どの計算機からどの計算機へも送れます。</translation>
    </message>
    <message>
        <source>Ends the run when two evaluations in a row reach this accuracy; 0: not set.</source>
        <translation>2回続けてこの正解率に達したら終わります。0：決めない。</translation>
    </message>
    <message>
        <source>Accuracy that is drawn as a line and timed, without ending the run.</source>
        <translation>線で示し、到達時間を測る正解率です。実験は終わりません。</translation>
    </message>
    <message>
        <source>Share of the messages that never arrive.</source>
        <translation>届かない情報の割合です。</translation>
    </message>
    <message>
        <source>it is no saved state</source>
        <translation>保存された途中経過ではありません</translation>
    </message>
    <message>
        <source>its format has the number %1 and this version reads %2; continue with the version that wrote it</source>
        <translation>形式の番号が %1 ですが、この版で読めるのは %2 です。保存した版で続けてください</translation>
    </message>
    <message>
        <source>it is damaged: its checksum is wrong</source>
        <translation>壊れています（検査値が合いません）</translation>
    </message>
    <message>
        <source>its part &quot;%1&quot; is not what it should be</source>
        <translation>「%1」の部分の内容が正しくありません</translation>
    </message>
    <message>
        <source>CIFAR-10 (animals and vehicles, 10 classes)</source>
        <translation>CIFAR-10（動物と乗り物、10種類）</translation>
    </message>
    <message>
        <source>60,000 colour photographs of animals and vehicles, 32 × 32 pixels, by A. Krizhevsky. Harder than clothes; made for the model easgd-cnn.</source>
        <translation>動物と乗り物のカラー写真6万枚（32×32画素、A. Krizhevsky）。衣料品より難しく、モデル easgd-cnn に向きます。</translation>
    </message>
    <message>
        <source>Put cifar-10-binary.tar.gz (the binary version from its makers&apos; page) or the unpacked folder cifar-10-batches-bin into ~/.local/share/gossiplab/datasets.</source>
        <translation>cifar-10-binary.tar.gz（作成者のページにあるバイナリー版）か、それを展開したフォルダー cifar-10-batches-bin を ~/.local/share/gossiplab/datasets に置いてください。</translation>
    </message>
    <message>
        <source>CIFAR-10 was not found. Put cifar-10-binary.tar.gz or the folder cifar-10-batches-bin into %1, or say in dataset.path where it is.</source>
        <translation>CIFAR-10 が見つかりません。cifar-10-binary.tar.gz かフォルダー cifar-10-batches-bin を %1 に置くか、dataset.path に場所を書いてください。</translation>
    </message>
    <message>
        <source>dataset.id: there is no data set &quot;%1&quot;; allowed are fashion-mnist, cifar-10 and stripes</source>
        <translation>dataset.id：データ「%1」はありません。使えるのは fashion-mnist、cifar-10、stripes です</translation>
    </message>
    <message>
        <source>dataset.path: there is no folder or file %1</source>
        <translation>dataset.path：フォルダーもファイルも %1 にありません</translation>
    </message>
    <message>
        <source>dataset.path: %1 holds no data set that is known; give a folder with the four IDX files of the MNIST family, the folder cifar-10-batches-bin, or cifar-10-binary.tar.gz</source>
        <translation>dataset.path：%1 には読めるデータがありません。4つのIDXファイル（MNIST形式）のフォルダー、cifar-10-batches-bin のフォルダー、または cifar-10-binary.tar.gz を指定してください</translation>
    </message>
    <message>
        <source>%1 is no list of class names: allowed are at most %2 lines of printable UTF-8 with up to %3 bytes</source>
        <translation>%1 は種類の名前の一覧ではありません。使えるのは%2行まで、1行%3バイトまでの文字（UTF-8）です</translation>
    </message>
    <message>
        <source>%1 is there twice; which one is meant cannot be told</source>
        <translation>%1 が2つあり、どちらを使うか決められません</translation>
    </message>
    <message>
        <source>%1 is no batch of CIFAR-10: it must hold 1 to %2 whole records of %3 bytes; copy or download it again</source>
        <translation>%1 は CIFAR-10 のファイルではありません。1件%3バイトのデータが1～%2件必要です。もう一度コピーするか、ダウンロードしてください</translation>
    </message>
    <message>
        <source>There is no file %1 in %2; CIFAR-10 has data_batch_1.bin to data_batch_5.bin and test_batch.bin</source>
        <translation>%2 に %1 がありません。CIFAR-10 は data_batch_1.bin～data_batch_5.bin と test_batch.bin からなります</translation>
    </message>
    <message>
        <source>airplane</source>
        <translation>飛行機</translation>
    </message>
    <message>
        <source>automobile</source>
        <translation>自動車</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>鳥</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>猫</translation>
    </message>
    <message>
        <source>deer</source>
        <translation>鹿</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>犬</translation>
    </message>
    <message>
        <source>frog</source>
        <translation>カエル</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>馬</translation>
    </message>
    <message>
        <source>ship</source>
        <translation>船</translation>
    </message>
    <message>
        <source>truck</source>
        <translation>トラック</translation>
    </message>
    <message>
        <source>%1 is no tar archive, or it is damaged or cut off; copy or download it again</source>
        <translation>%1 は tar アーカイブではないか、壊れているか、途中で切れています。もう一度コピーするか、ダウンロードしてください</translation>
    </message>
    <message>
        <source>%1 holds far more than a data set of this kind; it is damaged or another file</source>
        <translation>%1 はこの種のデータよりはるかに大きいものです。壊れているか、別のファイルです</translation>
    </message>
    <message>
        <source>training.augment.crop: %1 is not possible with pictures of %2 × %3 pixels; allowed: 0 (whole pictures) to %4</source>
        <translation>training.augment.crop：%2×%3画素の画像では%1にできません。使えるのは0（画像全体）～%4です</translation>
    </message>
    <message>
        <source>Folder or archive of a data set (IDX files, CIFAR-10), relative to the scenario&apos;s file; empty: the one named above.</source>
        <translation>データのフォルダーかアーカイブ（IDX、CIFAR-10）。実験条件のファイルからの相対パスでも書けます。空欄なら上で選んだデータです。</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>ランダムな切り出し</translation>
    </message>
    <message>
        <source>The network sees square windows of so many pixels: at a random place when training, the centre when testing. 0: whole pictures. easgd-cnn on CIFAR-10: 28.</source>
        <translation>画像からこの画素数の正方形を切り出します。学習では毎回ランダムな位置、確認では中央です。0：画像全体。CIFAR-10 の easgd-cnn では28です。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>画素</translation>
    </message>
    <message>
        <source>Random mirroring</source>
        <translation>ランダムな左右反転</translation>
    </message>
    <message>
        <source>Mirrors every other training picture left to right, at random. Not for writing or where left and right matter.</source>
        <translation>学習用画像の半分を、ランダムに左右反転します。文字など、左右に意味がある画像には使いません。</translation>
    </message>
    <message>
        <source>%1: it is shorter than at the checkpoint, so the run cannot go on</source>
        <translation>%1 が途中経過の時点より短いため、実行を続けられません</translation>
    </message>
    <message>
        <source>The run in %1 cannot go on: it has no checkpoint</source>
        <translation>%1 の実行は続けられません。途中経過が保存されていません</translation>
    </message>
    <message>
        <source>The run in %1 was made with another %2; only the stop limits may differ</source>
        <translation>%1 の実行とは %2 が違います。変えられるのは終了条件だけです</translation>
    </message>
    <message>
        <source>The run in %1 cannot go on from its checkpoint: %2</source>
        <translation>%1 の実行を途中経過から続けられません：%2</translation>
    </message>
    <message>
        <source>The run in %1 is finished; to let it go on, raise a stop limit</source>
        <translation>%1 の実行は終わっています。続けるには終了条件を大きくしてください</translation>
    </message>
    <message>
        <source>Save state every</source>
        <translation>途中経過を保存する間隔</translation>
    </message>
    <message>
        <source>How much real time passes between two complete states in the run folder, from which an interrupted run goes on; 0: only at its end.</source>
        <translation>中断した実行を続けるための途中経過を、実時間でこの間隔ごとに実行フォルダーへ保存します。0 は終わりにだけ保存します。</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>つながり</translation>
    </message>
    <message>
        <source>Who may send to whom, workers counted from 0: [0, 1], [1, 0] links two in both directions.</source>
        <translation>どの計算機からどの計算機へ送れるか（番号は0から）。[0, 1], [1, 0] で2台が互いに送れます。</translation>
    </message>
    <message>
        <source>%1: %2 is no link; allowed: [from, to], two workers counted from 0</source>
        <translation>%1：%2はつながりではありません。[送り手, 受け手] と、0から数えた2台の番号を書いてください</translation>
    </message>
    <message>
        <source>%1: this gives %2 workers too many links; allowed: at most %3 in all, or the topology complete</source>
        <translation>%1：%2台ではつながりが多すぎます。全部で%3本まで、または complete にしてください</translation>
    </message>
    <message>
        <source>topology.id: a torus needs rows and columns, which %1 workers do not give; allowed: a workers.count such as 4, 6, 8, 9 or 16 that is no prime number</source>
        <translation>topology.id：トーラスには行と列が必要ですが、%1台では作れません。workers.count を 4、6、8、9、16 のような素数でない数にしてください</translation>
    </message>
    <message>
        <source>topology.edge_probability: with %1 none of %2 graphs drawn for %3 workers was connected; allowed: more, such as %4, or 0 for the usual one</source>
        <translation>topology.edge_probability：%1では、%3台について引いた%2個のグラフのどれも全体がつながりませんでした。%4のようにもっと大きくするか、標準の値にする0にしてください</translation>
    </message>
    <message>
        <source>topology.degree: %1 is not allowed for %2 workers; allowed: an even number below the number of workers</source>
        <translation>topology.degree：%2台のとき%1は使えません。計算機の台数より小さい偶数にしてください</translation>
    </message>
    <message>
        <source>topology.rewire: with %1 and degree %2 none of %3 graphs drawn for %4 workers was connected; allowed: rewire less, or a higher degree</source>
        <translation>topology.rewire：%1、degree %2では、%4台について引いた%3個のグラフのどれも全体がつながりませんでした。rewire を小さくするか、degree を大きくしてください</translation>
    </message>
    <message>
        <source>%1: there is no worker %2; allowed: 0 to %3</source>
        <translation>%1：計算機%2はありません。0から%3までです</translation>
    </message>
    <message>
        <source>%1: a link from worker %2 to itself is not allowed; allowed: two different workers</source>
        <translation>%1：計算機%2から自分自身へのつながりは使えません。異なる2台にしてください</translation>
    </message>
    <message>
        <source>%1: the link from %2 to %3 is listed twice; allowed: once</source>
        <translation>%1：%2から%3へのつながりが2回書かれています。1回だけにしてください</translation>
    </message>
    <message>
        <source>Probability of a link</source>
        <translation>つながる確率</translation>
    </message>
    <message>
        <source>How likely two workers are linked; 0: 2 ln n ÷ n for n workers, which nearly always reaches everybody.</source>
        <translation>2台の計算機がつながる確率。0：n台のとき 2 ln n ÷ n（ほとんどいつも全体がつながります）。</translation>
    </message>
    <message>
        <source>Links of each worker</source>
        <translation>1台あたりのつながり</translation>
    </message>
    <message>
        <source>So many nearest neighbours on the ring every worker is linked with at first; an even number.</source>
        <translation>最初に各計算機がつながる、輪の上の近い計算機の数。偶数にします。</translation>
    </message>
    <message>
        <source>Rewired links</source>
        <translation>つなぎ替える割合</translation>
    </message>
    <message>
        <source>Share of the links that lead to a random worker instead: a few shortcuts across the ring.</source>
        <translation>かわりに無作為に選んだ計算機へつなぐ割合。輪を横切る近道ができます。</translation>
    </message>
    <message>
        <source>Every worker has two neighbours. Cheap, but news travel slowly around a large ring.</source>
        <translation>どの計算機にも隣が2台あります。通信は少なくて済みますが、大きな輪では情報が伝わるのに時間がかかります。</translation>
    </message>
    <message>
        <source>A grid whose edges meet: four neighbours each. The number of workers must divide into rows and columns.</source>
        <translation>端どうしがつながった格子で、隣は4台です。台数が行と列に分けられる必要があります。</translation>
    </message>
    <message>
        <source>Every worker may send to those 1, 2, 4, 8, … places ahead: few links, and news reach everybody quickly.</source>
        <translation>どの計算機も1、2、4、8、…台先へ送れます。つながりは少なく、情報は全体へ速く伝わります。</translation>
    </message>
    <message>
        <source>As exponential, but one place ahead at a time: 1, then 2, then 4 with each of the worker&apos;s own steps, and again.</source>
        <translation>exponential と同じですが、相手は一度に1台です。その計算機のステップごとに1台先、2台先、4台先と変わり、繰り返します。</translation>
    </message>
    <message>
        <source>Worker 0 is linked with all others, and they only with it: everything depends on it.</source>
        <translation>計算機0がほかのすべてとつながり、ほかは計算機0とだけつながります。すべてが計算機0に頼ります。</translation>
    </message>
    <message>
        <source>Random links: every pair of workers is linked with the same probability.</source>
        <translation>無作為なつながり。どの2台も同じ確率でつながります。</translation>
    </message>
    <message>
        <source>A ring with some links led elsewhere at random (Watts and Strogatz).</source>
        <translation>輪のつながりの一部を無作為につなぎ替えたもの（Watts と Strogatz）。</translation>
    </message>
    <message>
        <source>An own list of links, [[from, to], …], each in one direction, workers counted from 0.</source>
        <translation>自分で書いたつながりの一覧 [[送り手, 受け手], …]。それぞれ一方向で、番号は0からです。</translation>
    </message>
    <message>
        <source>topology.edges: no way leads from worker %1 to worker %2; allowed: links over which everybody reaches everybody else ([from, to] is one direction)</source>
        <translation>topology.edges：計算機%1から計算機%2へ届く道がありません。すべての計算機が互いに届くようにつないでください（[送り手, 受け手] は一方向です）</translation>
    </message>
    <message>
        <source>Gossip, plain halves</source>
        <translation>ゴシップ方式（単純平均）</translation>
    </message>
    <message>
        <source>As gossip, but the receiver simply takes the middle of both models. Nobody waits; without weights the mean of all workers wanders a little with every push.</source>
        <translation>ゴシップ方式と同じように送り、受け取った側は2つのモデルのちょうど中間にします。だれも待ちませんが、重みがないため、送るたびに全体の平均が少しずつずれます。</translation>
    </message>
    <message>
        <source>Gossip in pairs (Elastic Gossip)</source>
        <translation>2台ずつのゴシップ方式（Elastic Gossip）</translation>
    </message>
    <message>
        <source>Two workers move towards each other and keep the mean of all exactly. Closer together than one-way gossip at the same rate, but twice the traffic, and the one who asks waits for the answer.</source>
        <translation>2台が互いに近づき、全体の平均は正確に保たれます。同じ頻度なら一方向のゴシップよりモデルが近くなりますが、通信量は2倍で、頼んだ側は返事を待ちます。</translation>
    </message>
    <message>
        <source>Pull rho</source>
        <translation>引き合う強さ rho</translation>
    </message>
    <message>
        <source>How far both move towards each other: 0.5 meets in the middle.</source>
        <translation>2台がどれだけ近づくかです。0.5でちょうど中間になります。</translation>
    </message>
    <message>
        <source>Asynchronous pairs (AD-PSGD)</source>
        <translation>非同期ペア方式（AD-PSGD）</translation>
    </message>
    <message>
        <source>In every step each worker averages with one random peer while it computes. Stands slow workers well and keeps the models close, but sends two models a step.</source>
        <translation>毎回の学習で、計算しながらほかの1台と平均をとります。遅い計算機に強く、モデルどうしも近く保てますが、1回の学習でモデルを2回送ります。</translation>
    </message>
    <message>
        <source>How likely a worker is to exchange parameters with one random peer after a step. Higher keeps the models closer together and costs more traffic.</source>
        <translation>1回学習するごとに、ほかの1台とモデルをやりとりする確率です。高いほどモデルどうしが近くなり、通信量が増えます。</translation>
    </message>
    <message>
        <source>Local steps tau</source>
        <translation>単独で学習する回数 tau</translation>
    </message>
    <message>
        <source>So many steps of its own a worker makes between two exchanges. More saves traffic and lets the models drift apart.</source>
        <translation>情報交換から次の情報交換までに、自分だけで学習する回数です。多いほど通信量は減り、モデルのばらつきが大きくなります。</translation>
    </message>
    <message>
        <source>Pull alpha</source>
        <translation>引き合う強さ alpha</translation>
    </message>
    <message>
        <source>How far worker and server move towards each other at each exchange; 0: 0.9 divided by the number of workers.</source>
        <translation>情報交換のたびに、計算機と中央サーバーがどれだけ近づくかです。0なら 0.9÷台数 になります。</translation>
    </message>
    <message>
        <source>Pull by rho</source>
        <translation>rho による強さ</translation>
    </message>
    <message>
        <source>The paper&apos;s other way to set the pull: alpha is rho times the learning rate; 0: not used.</source>
        <translation>論文にあるもう1つの決め方で、alpha = rho × 学習率 です。0なら使いません。</translation>
    </message>
    <message>
        <source>Elastic server (EASGD)</source>
        <translation>中央サーバー方式（EASGD）</translation>
    </message>
    <message>
        <source>A server holds a centre; now and then each worker and the centre pull on each other like springs. Steady with few exchanges, but all traffic meets at the server, and without it nobody exchanges.</source>
        <translation>中央サーバーが中心のモデルを持ち、各計算機とときどきばねのように引き合います。情報交換が少なくても安定しますが、通信がすべてサーバーに集中し、サーバーが止まるとだれも情報交換できません。</translation>
    </message>
    <message>
        <source>Momentum delta</source>
        <translation>慣性 delta</translation>
    </message>
    <message>
        <source>Nesterov momentum of the workers; it takes the place of the training&apos;s. High momentum needs a small learning rate.</source>
        <translation>計算機のネステロフ慣性で、学習の設定の慣性に代わります。大きいときは学習率を小さくします。</translation>
    </message>
    <message>
        <source>Elastic server with momentum (EAMSGD)</source>
        <translation>中央サーバー方式＋慣性（EAMSGD）</translation>
    </message>
    <message>
        <source>EASGD whose workers have Nesterov momentum. Stands long times between exchanges best of the server&apos;s methods, but wants its own small learning rate; the server stays the bottleneck.</source>
        <translation>計算機に慣性をもたせたEASGDです。中央サーバーを使う方式のなかで情報交換の間隔が長くてもいちばん強いのですが、専用の小さい学習率が要り、サーバーに通信が集中する点は変わりません。</translation>
    </message>
    <message>
        <source>Parameter server (Downpour)</source>
        <translation>パラメータサーバー方式（Downpour）</translation>
    </message>
    <message>
        <source>Workers push the sum of their steps to a server and go on from its parameters. Simple and quick with frequent exchanges, unstable with rare ones; the server is the bottleneck and what breaks.</source>
        <translation>各計算機が学習した分の合計を中央サーバーへ送り、サーバーのモデルから続けます。情報交換が多ければ単純で速く、少ないと不安定です。サーバーに通信が集中し、故障の弱点にもなります。</translation>
    </message>
    <message>
        <source>All in step (all-reduce)</source>
        <translation>全員同期方式（All-Reduce）</translation>
    </message>
    <message>
        <source>After every step all workers take the exact mean, passed round in a ring: the same as one machine with a larger batch. Exact, but everybody waits for the slowest and one crash stops all.</source>
        <translation>1回学習するごとに、全員が輪になって正確な平均をとります。1回の枚数を増やした1台の学習と同じ結果です。正確ですが、全員がいちばん遅い1台を待ち、1台の故障で全体が止まります。</translation>
    </message>
    <message>
        <source>Mean now and then (local SGD)</source>
        <translation>定期同期方式（Local SGD）</translation>
    </message>
    <message>
        <source>Every worker trains alone for some steps, then all take the exact mean together. Little traffic, but at each mean everybody waits for the slowest and one crash stops all.</source>
        <translation>各計算機が何回か単独で学習し、そのあと全員で正確な平均をとります。通信量は少ないのですが、平均のたびに全員がいちばん遅い1台を待ち、1台の故障で全体が止まります。</translation>
    </message>
    <message>
        <source>%1: the server is listed twice; allowed: once</source>
        <translation>%1：中央サーバーが2回書かれています。指定できるのは1回です</translation>
    </message>
    <message>
        <source>What becomes of a lost message: best-effort does not send it again, reliable does until it arrives.</source>
        <translation>届かなかった情報の扱いです。送りっぱなしなら再送せず、届くまで再送なら届くまで送り直します。</translation>
    </message>
    <message>
        <source>How long a worker waits for others before it trains on; 0: for ever.</source>
        <translation>ほかの計算機を待つ時間の上限で、過ぎると学習を続けます。0なら待ち続けます。</translation>
    </message>
    <message>
        <source>Server time</source>
        <translation>サーバーの処理時間</translation>
    </message>
    <message>
        <source>How long the server of a centralised protocol takes for each message; it handles one at a time.</source>
        <translation>中央サーバー方式で、サーバーが情報1件の処理にかける時間です。1件ずつ処理します。</translation>
    </message>
    <message>
        <source>A race needs at least one protocol</source>
        <translation>方式比較には、学習方式が少なくとも1つ必要です</translation>
    </message>
    <message>
        <source>protocols: &quot;%1&quot; is not known; allowed: %2</source>
        <translation>学習方式「%1」はありません。使えるもの: %2</translation>
    </message>
    <message>
        <source>seeds: %1 are not allowed; allowed: at most %2</source>
        <translation>乱数の種が%1個あります。%2個までにしてください</translation>
    </message>
    <message>
        <source>A race compares accuracies, which this workload has none of; set workload to training</source>
        <translation>方式比較では正解率を比べますが、この作業には正解率がありません。workload を training にしてください</translation>
    </message>
    <message>
        <source>A race needs a goal; set evaluation.goal above 0</source>
        <translation>方式比較には目標が必要です。evaluation.goal を0より大きくしてください</translation>
    </message>
    <message>
        <source>For %1: %2</source>
        <translation>%1 の条件: %2</translation>
    </message>
    <message>
        <source>No run has come to its end yet.</source>
        <translation>まだ最後まで終わった実験がありません。</translation>
    </message>
    <message>
        <source>Nobody reached %1. %2 came closest, with %3.</source>
        <translation>どの方式も目標 %1 に届きませんでした。最も近かったのは%2の %3 です。</translation>
    </message>
    <message>
        <source>Gossip did not get there: %1 reached %2 after %3 s, no gossip did.</source>
        <translation>ゴシップ型の方式は目標に届きませんでした：%1は %2 まで%3秒でした。</translation>
    </message>
    <message>
        <source>Gossip was not the fastest: %1 reached %2 after %3 s, the best gossip, %4, after %5 s.</source>
        <translation>ゴシップ型は最速ではありません：%1が目標 %2 まで%3秒、ゴシップ型で最も速い%4は%5秒でした。</translation>
    </message>
    <message>
        <source>%1 and %2 were equally fast: %3 after %4 s.</source>
        <translation>%1と%2は同じ速さでした：目標 %3 まで%4秒。</translation>
    </message>
    <message>
        <source>%1 was the fastest on average, %2 after %3 s, but the difference to %4 (%5 s) is within the spread of the seeds.</source>
        <translation>平均では%1が最速（目標 %2 まで%3秒）ですが、%4（%5秒）との差は誤差の範囲です。</translation>
    </message>
    <message>
        <source>%1 was the fastest on average, %2 after %3 s, but the differences to %4 others, first of all %5 (%6 s), are within the spread of the seeds.</source>
        <translation>平均では%1が最速（目標 %2 まで%3秒）ですが、%5（%6秒）など%4方式との差は誤差の範囲です。</translation>
    </message>
    <message>
        <source>Only %1 reached %2, after %3 s.</source>
        <translation>目標 %2 に届いたのは%1だけです（%3秒）。</translation>
    </message>
    <message>
        <source>%1 was the fastest: %2 after %3 s, %4 times as fast as %5.</source>
        <translation>%1が最速：目標 %2 まで%3秒（%5の%4倍の速さ）。</translation>
    </message>
    <message>
        <source>%1 was the fastest: %2 after %3 s, %4 times as fast as %5, with %6 times its traffic.</source>
        <translation>%1が最速：目標 %2 まで%3秒（%5の%4倍の速さ、通信量は%6倍）。</translation>
    </message>
    <message>
        <source>%1 lost %2 of its time waiting for others, %3 lost %4.</source>
        <translation>%1は時間の %2 を待つことに費やしました（%3は %4）。</translation>
    </message>
    <message>
        <source>With %1 the server&apos;s line was in use for %2 of the time.</source>
        <translation>%1では、中央サーバーの回線が時間の %2 の間ふさがっていました。</translation>
    </message>
    <message>
        <source>With %1 the busiest machine&apos;s line was in use for %2 of the time.</source>
        <translation>%1では、最も忙しい計算機の回線が時間の %2 の間ふさがっていました。</translation>
    </message>
    <message>
        <source>For that %1 sent %2, %3 times as much as %4.</source>
        <translation>その代わり%1が送ったデータ量は %2 で、%4の%3倍です。</translation>
    </message>
    <message>
        <source>%1 ends at %2, %3 points below %4.</source>
        <translation>%1の最終正解率は %2 で、%4より%3ポイント下です。</translation>
    </message>
    <message>
        <source>%1 lost neither in traffic nor in final accuracy.</source>
        <translation>%1は、通信量でも最終正解率でも負けていません。</translation>
    </message>
    <message>
        <source>%1 got there with %2 of %3 seeds only.</source>
        <translation>%1が目標に届いたのは、乱数の種%3個のうち%2個だけです。</translation>
    </message>
    <message>
        <source>Least traffic until then: %1 with %2, but %3 (%4) is within the spread of the seeds.</source>
        <translation>目標までの通信量が最も少ないのは%1（%2）ですが、%3（%4）との差は誤差の範囲です。</translation>
    </message>
    <message>
        <source>Least traffic until then: %1 with %2.</source>
        <translation>目標までの通信量が最も少ないのは%1（%2）です。</translation>
    </message>
    <message>
        <source>Best final accuracy: %1 with %2, but %3 (%4) is within the spread of the seeds.</source>
        <translation>最終正解率が最も高いのは%1（%2）ですが、%3（%4）との差は誤差の範囲です。</translation>
    </message>
    <message>
        <source>Best final accuracy: %1 with %2.</source>
        <translation>最終正解率が最も高いのは%1（%2）です。</translation>
    </message>
    <message>
        <source>One seed only: how much of the differences is chance is not known.</source>
        <translation>乱数の種が1個だけなので、差のうちどれだけが偶然かはわかりません。</translation>
    </message>
    <message>
        <source>The race was stopped before all runs came to their end.</source>
        <translation>すべての実験が終わる前に方式比較を止めました。</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>無制限</translation>
    </message>
    <message>
        <source>%1 workers; latency %2 ms, bandwidth %3, message loss %4; virtual time (simulated clock)</source>
        <translation>計算機%1台、遅延 %2 ms、回線速度 %3、届かない割合 %4、仮想時間（シミュレーション）</translation>
    </message>
    <message>
        <source>%1 workers; latency %2 ms, bandwidth %3, message loss %4; real time (live clock)</source>
        <translation>計算機%1台、遅延 %2 ms、回線速度 %3、届かない割合 %4、このPCの実時間</translation>
    </message>
    <message>
        <source>Adapt p</source>
        <translation>p の自動調整</translation>
    </message>
    <message>
        <source>none: p stays. consensus: each worker exchanges more often the farther what it receives is from its own model. network: as often as its line can carry. schedule: p goes from its first to its last value.</source>
        <translation>なし：p は変わりません。ずれで調整：届いたモデルが手元と離れているほど、情報交換を増やします。回線で調整：回線で送れるだけ情報交換します。予定どおり：p を最初の値から最後の値へ変えていきます。</translation>
    </message>
    <message>
        <source>Least p</source>
        <translation>p の下限</translation>
    </message>
    <message>
        <source>Adapting never makes p smaller.</source>
        <translation>自動調整で p がこれより小さくなることはありません。</translation>
    </message>
    <message>
        <source>Largest p</source>
        <translation>p の上限</translation>
    </message>
    <message>
        <source>Adapting never makes p larger.</source>
        <translation>自動調整で p がこれより大きくなることはありません。</translation>
    </message>
    <message>
        <source>Wanted distance</source>
        <translation>目標のずれ</translation>
    </message>
    <message>
        <source>How far apart the models may be, relative to their size; p follows.</source>
        <translation>モデルどうしのずれをどこまで許すかで、モデルの大きさに対する割合です。p がこれに合わせて変わります。</translation>
    </message>
    <message>
        <source>Last p</source>
        <translation>最後の p</translation>
    </message>
    <message>
        <source>Where p ends. Smaller than the first: often at first, rarely later; larger: the other way round.</source>
        <translation>p の行き着く値です。最初より小さければ初めに多くあとで少なく、大きければその逆になります。</translation>
    </message>
    <message>
        <source>Steps to the last p</source>
        <translation>最後の p までの回数</translation>
    </message>
    <message>
        <source>After so many steps of its own a worker&apos;s p is at its last value.</source>
        <translation>計算機がこの回数だけ学習すると、p が最後の値になります。</translation>
    </message>
    <message>
        <source>Pushes in turn (SGP)</source>
        <translation>順番に送る方式（SGP）</translation>
    </message>
    <message>
        <source>In every step each worker pushes half of its weight to the next peer in turn. Weights keep the mean right even over one-way links; one model a step, and a short wait unless transfers overlap with the next step.</source>
        <translation>1回学習するごとに、重みの半分を順番に次の相手へ送ります。重みのおかげで、一方向の回線でも平均が正しく保たれます。1回にモデル1つ分の通信で、重ねて送らないかぎり少し待ちます。</translation>
    </message>
    <message>
        <source>Overlap transfers</source>
        <translation>送りながら学習する</translation>
    </message>
    <message>
        <source>1 (OSGP): nobody waits, what arrives is mixed at the next step. 0 (SGP): each step waits for its push.</source>
        <translation>1（OSGP）：だれも待たず、届いたものを次の回に混ぜます。0（SGP）：毎回、届くのを待ちます。</translation>
    </message>
    <message>
        <source>Consensus step gamma</source>
        <translation>近づく強さ gamma</translation>
    </message>
    <message>
        <source>How far a worker moves towards its neighbours&apos; public copies in each step. The less is sent, the smaller it has to be.</source>
        <translation>1回ごとに、隣の公開モデルへどれだけ近づくかです。送る量が少ないほど小さくします。</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>送るもの</translation>
    </message>
    <message>
        <source>none: all differences as they are. top-k: only the largest. int8: all, rounded to 8 bits.</source>
        <translation>なし：差をそのまますべて送ります。top-k：大きい差だけ送ります。int8：すべてを8ビットに丸めて送ります。</translation>
    </message>
    <message>
        <source>Share sent by top-k</source>
        <translation>top-k で送る割合</translation>
    </message>
    <message>
        <source>This share of all values is sent in each step, those that differ most from what the neighbours know.</source>
        <translation>1回に送る値の割合です。隣が知っている値との差が大きいものから選びます。</translation>
    </message>
    <message>
        <source>Compressed gossip (CHOCO-SGD)</source>
        <translation>圧縮ゴシップ（CHOCO-SGD）</translation>
    </message>
    <message>
        <source>Neighbours in step that send only the most important changes. What is left out is caught up later, so the mean stays exact with a fraction of the traffic; needs memory for a copy of every neighbour.</source>
        <translation>隣どうしが足並みをそろえ、大事な変化だけを送ります。送らなかった分はあとで補うので、わずかな通信で平均が正確に保たれます。隣の台数分の控えを置くメモリが要ります。</translation>
    </message>
    <message>
        <source>Neighbours in step (D-PSGD)</source>
        <translation>隣と同期する方式（D-PSGD）</translation>
    </message>
    <message>
        <source>In every step each worker takes a weighted mean of its neighbours&apos; models, sent while it computes. Exact and without a centre, but neighbours wait for each other, and one crash soon stops all.</source>
        <translation>1回ごとに、計算中に届いた隣のモデルとの重みつき平均をとります。正確で中心がいりませんが、隣どうしが待ち合い、1台の故障でやがて全体が止まります。</translation>
    </message>
    <message>
        <source>Neighbours, and all now and then (Gossip-PGA)</source>
        <translation>隣と毎回、全員とときどき（Gossip-PGA）</translation>
    </message>
    <message>
        <source>Neighbours mix in every step, and every so often all workers take the exact mean together: gossip with a central average now and then. Keeps large sparse networks together; everybody waits.</source>
        <translation>毎回隣どうしで混ぜ、ときどき全員で正確な平均をとります。ゴシップに全体の平均を加えた方式です。まばらで大きなつながりでもまとまりますが、全員が待ち合います。</translation>
    </message>
    <message>
        <source>Steps between averages H</source>
        <translation>全員平均の間隔 H</translation>
    </message>
    <message>
        <source>Every so many steps all workers take the mean of all instead of their neighbours&apos;; 1: always.</source>
        <translation>この回数ごとに、隣との平均の代わりに全員の平均をとります。1なら毎回です。</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>通信の圧縮</translation>
    </message>
    <message>
        <source>How numbers travel: none sends 32 bits each, bf16 sends 16 and int8 about 8. Less traffic, but what arrives is rounded.</source>
        <translation>数値の送り方です。なしは1つ32ビット、bf16は16ビット、int8は約8ビットで送ります。通信量は減りますが、届く値は丸められます。</translation>
    </message>
    <message>
        <source>%1: a scene needs this key</source>
        <translation>%1: 場面にはこのキーが必要です</translation>
    </message>
    <message>
        <source>%1: there is no text; allowed: one for each language, like {&quot;en&quot;: …, &quot;ja&quot;: …}</source>
        <translation>%1: 文がありません。使える形: {&quot;en&quot;: …, &quot;ja&quot;: …} のように言語ごとに1つ</translation>
    </message>
    <message>
        <source>%1: %2 does not come after %3; allowed: rising times</source>
        <translation>%1: %2 は %3 より後ではありません。使える値: 増えていく時刻</translation>
    </message>
    <message>
        <source>%1, line %2: this is no line that a run writes; it and what follows was left out.</source>
        <translation>%1 の %2 行目は、実験が書いた行ではありません。ここから後は読み込みませんでした。</translation>
    </message>
    <message>
        <source>%1 has no metrics.csv of a run; choose a folder that a run has written.</source>
        <translation>%1 に実験の metrics.csv がありません。実験が書いたフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1 has no scenario.json; choose a folder that a run has written.</source>
        <translation>%1 に scenario.json がありません。実験が書いたフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not one that a run writes; it was left out.</source>
        <translation>%1 は実験が書いたものではないので、読み込みませんでした。</translation>
    </message>
    <message>
        <source>The evaluation was given up.</source>
        <translation>評価を途中でやめました。</translation>
    </message>
    <message>
        <source>Record how models lie to each other</source>
        <translation>モデルどうしの位置を記録</translation>
    </message>
    <message>
        <source>Distances by layer and by pair, exchanges beside expected ones and the models&apos; paths, in CSV files of their own.</source>
        <translation>層ごと・2台ごとの距離、情報交換の実際と見込み、モデルの道すじを、別のCSVファイルに記録します。</translation>
    </message>
    <message>
        <source>%1 got to %2 with more seeds than anybody, after %3 s; %4 with %5 of %6, after %7 s.</source>
        <translation>%1が最も多くの乱数の種で目標 %2 に届きました（%3秒）。%4が届いたのは%6回のうち%5回です（%7秒）。</translation>
    </message>
    <message>
        <source>Everybody had %1 epochs: with more, others may reach the goal, too.</source>
        <translation>どの方式も%1周回で打ち切りました。周回を増やせば、ほかの方式も届くかもしれません。</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>Starts the run, or goes on after a pause. The pictures are read first, then all workers begin with the same model.</source>
        <translation>実験を始めます。一時停止のあとは続きから進みます。最初に画像を読み、全員が同じモデルから始めます。</translation>
    </message>
    <message>
        <source>Holds all workers and messages where they are, or lets them go on. Pauses do not count in the run&apos;s time.</source>
        <translation>すべての計算機と通信をその場で止めます。もう一度押すと続けます。止めている間は実験の時間に入りません。</translation>
    </message>
    <message>
        <source>Lets every worker take one step and then holds them. Without a run it starts one and holds it after the first step.</source>
        <translation>全員が1回だけ学習して止まります。実験がなければ始めて、1回目のあとで止まります。</translation>
    </message>
    <message>
        <source>Ends the run: a last evaluation is made and everything is written. The results can be seen and exported afterwards.</source>
        <translation>実験を終えます。最後の評価をして、すべて書き出します。そのあと結果を見たり書き出したりできます。</translation>
    </message>
    <message>
        <source>Stops reading the pictures. No run begins, and nothing is written.</source>
        <translation>画像の読み込みをやめます。実験は始まらず、何も書き出しません。</translation>
    </message>
    <message>
        <source>Leads to the results of this run. There every class can be seen and the model exported.</source>
        <translation>この実験の結果を開きます。種類ごとの正解率を見て、モデルを書き出せます。</translation>
    </message>
    <message>
        <source>Makes the selected worker fail, or brings it back. The others go on; who comes back takes a model from a peer.</source>
        <translation>選択中の1台を故障させます。もう一度押すと復帰します。ほかの計算機は止まらず、復帰した1台は相手からモデルを受け取ります。</translation>
    </message>
    <message>
        <source>Makes the selected worker four times slower, or as fast as before. Gossip does not wait for it, other protocols may.</source>
        <translation>選択中の1台を4倍遅くします。もう一度押すと元の速さに戻ります。ゴシップ方式は待ちませんが、待つ方式もあります。</translation>
    </message>
    <message>
        <source>Cuts the line between the groups, or joins it. While it is cut each side learns only from its own pictures.</source>
        <translation>拠点間の回線を切ります。もう一度押すとつなぎます。切れている間、それぞれは自分の画像だけから学びます。</translation>
    </message>
    <message>
        <source>Undoes all disturbances: line, workers, and the sliders as the scenario says. What was measured stays.</source>
        <translation>回線、計算機、つまみをすべて実験条件のとおりに戻します。測定した値は残ります。</translation>
    </message>
    <message>
        <source>Makes the selected worker fail, or brings it back. Arrow keys on the map select another one.</source>
        <translation>選択中の1台を故障させます。もう一度押すと復帰します。マップの矢印キーで別の1台を選べます。</translation>
    </message>
    <message>
        <source>How often a worker sends its model after a step. More often keeps the models closer together and costs more traffic.</source>
        <translation>学習1回ごとに、どのくらいの割合でモデルを送るかです。多いほどモデルが近づき、送るデータ量が増えます。</translation>
    </message>
    <message>
        <source>How long every message is on its way. Gossip learns on meanwhile; protocols that wait become slower.</source>
        <translation>送ったデータが届くまでの時間です。ゴシップ方式はその間も学びますが、待つ方式は遅くなります。</translation>
    </message>
    <message>
        <source>Which share of the messages never arrives. Gossip learns on with those that do.</source>
        <translation>届かずに消えるデータの割合です。ゴシップ方式は届いたものだけで学び続けます。</translation>
    </message>
    <message>
        <source>Leads to the scenario: data, model, workers, protocol and network. Changes count from the next start on.</source>
        <translation>データ、モデル、計算機、学習方式、回線を決める画面を開きます。変更は次に始める実験から効きます。</translation>
    </message>
    <message>
        <source>Leads to the run: map, curves and disturbances. What happens there is real, nothing is replayed.</source>
        <translation>実験の画面を開きます。マップ、グラフ、障害はすべて実際の動きで、録画ではありません。</translation>
    </message>
    <message>
        <source>Leads to the race of several protocols. All run under the same conditions, and the first to reach the goal wins.</source>
        <translation>いくつかの学習方式を比べる画面を開きます。同じ条件で走り、最初に目標に届いた方式が勝ちです。</translation>
    </message>
    <message>
        <source>Leads to what the last run came to. Classes, confusions, costs, and the model to take away.</source>
        <translation>直前の実験の結果を開きます。種類ごとの成績、取り違え、費用、持ち帰るモデルがあります。</translation>
    </message>
    <message>
        <source>Leads to short lessons. Each asks for a guess, shows the experiment, and says why.</source>
        <translation>短いレッスンを開きます。予想し、実験し、理由を知る流れです。</translation>
    </message>
    <message>
        <source>Shows how many of the test pictures are recognised, over the run&apos;s time. The wheel zooms, dragging moves, a double click follows the newest again.</source>
        <translation>確認用画像の正解率を実験の時間に沿って示します。ホイールで拡大、ドラッグで移動、ダブルクリックで最新に戻ります。</translation>
    </message>
    <message>
        <source>Shows how far the workers&apos; models are apart. The scale is logarithmic, so equal steps mean equal factors.</source>
        <translation>計算機どうしのモデルがどれだけ離れているかを示します。目盛りは対数で、同じ幅は同じ倍率です。</translation>
    </message>
    <message>
        <source>Shows the training error of the selected worker and of all. Lower is better; the scale follows the data.</source>
        <translation>選択中の1台と全体の誤差を示します。低いほどよく、目盛りは値に合わせて変わります。</translation>
    </message>
    <message>
        <source>Shows how much data was sent so far. The computed line tells what all-reduce would have sent for the same steps.</source>
        <translation>これまでに送ったデータ量を示します。計算値の線は、同じ回数を全員同期方式で学んだ場合の量です。</translation>
    </message>
    <message>
        <source>Follows the newest values again. Zooming and moving had left them.</source>
        <translation>最新の値の表示に戻ります。拡大や移動で離れていました。</translation>
    </message>
    <message>
        <source>Opens or closes the details at the right. They show single workers, all workers, further charts and the log.</source>
        <translation>右側の詳細を開閉します。1台ごと、一覧、ほかのグラフ、記録を見られます。</translation>
    </message>
    <message>
        <source>Chooses what the details show. The selected worker, all workers, further charts, or what happened and why.</source>
        <translation>詳細に何を表示するかを選びます。選択中の1台、一覧、ほかのグラフ、起きたこととその理由です。</translation>
    </message>
    <message>
        <source>Lists all workers with their newest numbers. Selecting a row selects the machine on the map, too.</source>
        <translation>すべての計算機の最新の値です。行を選ぶと、マップでも同じ計算機が選ばれます。</translation>
    </message>
    <message>
        <source>Lists what happened, oldest first. The file events.csv in the run folder holds the same lines.</source>
        <translation>起きたことを古い順に並べています。実験フォルダーの events.csv に同じ内容があります。</translation>
    </message>
    <message>
        <source>Says what the measured numbers show of each disturbance. Clicking a sentence marks its moment in the log.</source>
        <translation>障害ごとに、測定値が示すことを文にします。文をクリックすると、その時刻の記録に印が付きます。</translation>
    </message>
    <message>
        <source>Makes this worker fail, or brings it back. The others go on without it.</source>
        <translation>この計算機を故障させます。もう一度押すと復帰します。ほかの計算機は止まりません。</translation>
    </message>
    <message>
        <source>Makes this worker four times slower, or as fast as before. Only protocols that wait for it become slower, too.</source>
        <translation>この計算機を4倍遅くします。もう一度押すと元に戻ります。一緒に遅くなるのは、待つ方式だけです。</translation>
    </message>
    <message>
        <source>Closes this message. Nothing else changes.</source>
        <translation>このお知らせを閉じます。ほかは何も変わりません。</translation>
    </message>
    <message>
        <source>Lists how well each class is recognised. Every number is one class against all others.</source>
        <translation>種類ごとの成績です。どの値も、その種類とそれ以外を比べたものです。</translation>
    </message>
    <message>
        <source>Shows what each class was taken for. The diagonal is right, everything beside it is a mistake.</source>
        <translation>それぞれの種類が何と判定されたかを示します。対角線は正解、それ以外は間違いです。</translation>
    </message>
    <message>
        <source>Starts a run of the present scenario. Its results will stand here.</source>
        <translation>今の実験条件で実験を始めます。結果はここに表示されます。</translation>
    </message>
    <message>
        <source>Lists the shipped scenarios and those used last. Choosing one opens it for editing.</source>
        <translation>用意された実験条件と最近使ったものの一覧です。選ぶと開いて編集できます。</translation>
    </message>
    <message>
        <source>Leads to this part of the form. The form itself stays as it is.</source>
        <translation>入力欄のこの部分へ移動します。内容は変わりません。</translation>
    </message>
    <message>
        <source>Brings back what was changed before another scenario was opened. It can be saved then.</source>
        <translation>別の実験条件を開く前の変更を戻します。そのあと保存できます。</translation>
    </message>
    <message>
        <source>Starts a run with what the form says. The window changes to the run&apos;s page.</source>
        <translation>入力欄の内容で実験を始めます。実験の画面に切り替わります。</translation>
    </message>
    <message>
        <source>Saves the scenario as a file. The command line runs the same file.</source>
        <translation>実験条件をファイルに保存します。コマンドでも同じファイルを実行できます。</translation>
    </message>
    <message>
        <source>Chooses whose model is evaluated or exported. The mean model is what gossip is meant to give.</source>
        <translation>評価や書き出しに使うモデルを選びます。ゴシップ方式の成果は統合モデルです。</translation>
    </message>
    <message>
        <source>Tries the chosen model on all test pictures. The tables above then show its numbers.</source>
        <translation>選んだモデルをすべての確認用画像で試します。上の表にその値が出ます。</translation>
    </message>
    <message>
        <source>Saves the chosen model as ONNX, which other programs read. Scaling of the pictures is inside the file.</source>
        <translation>選んだモデルを、ほかのソフトでも読める ONNX で保存します。画像の前処理もファイルに入っています。</translation>
    </message>
    <message>
        <source>Copies the recorded numbers to a folder of your choice. Every spreadsheet opens these files.</source>
        <translation>記録した値を選んだフォルダーへコピーします。表計算ソフトで開けます。</translation>
    </message>
    <message>
        <source>Saves the charts as pictures with a transparent ground. They have twice the resolution of the screen.</source>
        <translation>グラフを背景が透明な画像で保存します。解像度は画面の2倍です。</translation>
    </message>
    <message>
        <source>Saves the charts as drawings that stay sharp at any size. Office programs take them.</source>
        <translation>グラフを拡大しても荒れない図として保存します。文書作成ソフトに貼り付けられます。</translation>
    </message>
    <message>
        <source>Opens the folder of a run. Window and command line write the same files there.</source>
        <translation>実験フォルダーを開きます。ウィンドウでもコマンドでも、同じファイルが書き出されます。</translation>
    </message>
    <message>
        <source>Sets this value back to its default. Other values stay.</source>
        <translation>この値を初期値に戻します。ほかの値は変わりません。</translation>
    </message>
    <message>
        <source>Chooses where own data are: a folder or an archive. They are only read, and never leave this PC.</source>
        <translation>手元のデータの場所（フォルダーまたは書庫ファイル）を選びます。読むだけで、このPCの外には出ません。</translation>
    </message>
    <message>
        <source>Begins a new scenario with usual values. Changes that were not saved are asked for first.</source>
        <translation>標準の値で新しい実験条件を作ります。保存していない変更があれば先に確認します。</translation>
    </message>
    <message>
        <source>Opens a scenario from a file. Dropping the file on the window does the same.</source>
        <translation>実験条件をファイルから開きます。ウィンドウへのドロップでも開けます。</translation>
    </message>
    <message>
        <source>Saves the scenario to its file. A star in the title tells that something is not saved.</source>
        <translation>実験条件をファイルに保存します。題名の * は未保存の変更があるしるしです。</translation>
    </message>
    <message>
        <source>Saves the scenario under another name. The window goes on with the new file.</source>
        <translation>実験条件を別の名前で保存します。以後は新しいファイルを使います。</translation>
    </message>
    <message>
        <source>Saves the run&apos;s scenario with everything that was disturbed by hand. Running that file repeats the same disturbances.</source>
        <translation>手で加えた障害を含めて実験条件を保存します。そのファイルを実行すると、同じ障害が繰り返されます。</translation>
    </message>
    <message>
        <source>Leads to where the model and the figures are exported. A run must have begun.</source>
        <translation>モデルやグラフを書き出す画面を開きます。実験を始めたあとに使えます。</translation>
    </message>
    <message>
        <source>Copies the line for a shell that repeats what this window runs. What was disturbed by hand is part of it.</source>
        <translation>このウィンドウの実験を繰り返すコマンドをコピーします。手で加えた障害も含まれます。</translation>
    </message>
    <message>
        <source>Closes the window. A run that goes on is ended and written first.</source>
        <translation>ウィンドウを閉じます。実験中なら、終えて書き出してから閉じます。</translation>
    </message>
    <message>
        <source>Shows what most people need. Numbers for experts are put away, not switched off.</source>
        <translation>ふだん必要なものだけを表示します。専門的な値は隠れるだけで、記録は続きます。</translation>
    </message>
    <message>
        <source>Opens the details beside the charts. Workers, error, traffic and the log stand there.</source>
        <translation>グラフの横に詳細を開きます。計算機、誤差、通信量、記録があります。</translation>
    </message>
    <message>
        <source>Shows one sentence, three figures, map and accuracy on the whole screen, to be read from three metres. Esc leads back.</source>
        <translation>一文、3つの数字、マップ、正解率を全画面に表示します。3 m 離れても読めます。Esc で戻ります。</translation>
    </message>
    <message>
        <source>Leads to this page of the window. The keys Ctrl+1 to Ctrl+5 do the same.</source>
        <translation>この画面を開きます。キー Ctrl+1～Ctrl+5 でも切り替えられます。</translation>
    </message>
    <message>
        <source>Chooses light or dark colours. As the system: the window follows the desktop.</source>
        <translation>明るい色か暗い色かを選びます。「システムに合わせる」ではデスクトップの設定に従います。</translation>
    </message>
    <message>
        <source>Chooses the window&apos;s language. A run goes on meanwhile.</source>
        <translation>ウィンドウの言語を選びます。実験はそのまま続きます。</translation>
    </message>
    <message>
        <source>Says which program this is and what it is built from. Licences are named there.</source>
        <translation>このソフトの説明と、使っている部品を示します。ライセンスもここにあります。</translation>
    </message>
    <message>
        <source>Lists the keys of the window. Everything can be done without a mouse.</source>
        <translation>ウィンドウのキー操作の一覧です。マウスなしでもすべて操作できます。</translation>
    </message>
    <message>
        <source>Explains the next control that is clicked. Shift+F1 explains the one that has the keyboard.</source>
        <translation>次にクリックした部品を説明します。Shift+F1 でも使えます。</translation>
    </message>
    <message>
        <source>What one machine costs for an hour, with power and space. The cost of the run follows at once.</source>
        <translation>計算機1台の1時間あたりの費用（電気代や場所代を含む）です。実験の費用はすぐに計算し直されます。</translation>
    </message>
    <message>
        <source>What it costs to send a gigabyte between the machines. Put 0 where lines cost the same however much is sent.</source>
        <translation>計算機どうしで 1 GB を送る費用です。定額の回線では 0 にしてください。</translation>
    </message>
    <message>
        <source>The currency of the prices, as it is to be shown. Amounts are not converted.</source>
        <translation>表示に使う通貨です。金額の換算はしません。</translation>
    </message>
    <message>
        <source>Shows the run as it was one second before. The run itself goes on meanwhile.</source>
        <translation>1秒前の実験の様子を表示します。実験はそのまま続きます。</translation>
    </message>
    <message>
        <source>Shows the run as it was one second after the moment that is shown. At its end the present is shown again.</source>
        <translation>表示中の時刻の1秒後を表示します。最後まで進むと、いまの様子に戻ります。</translation>
    </message>
    <message>
        <source>Shows the present again after looking back. Map, figures and details follow the run from then on.</source>
        <translation>振り返りをやめて、いまの様子に戻ります。マップ、数字、詳細はまた実験に追従します。</translation>
    </message>
    <message>
        <source>How fast virtual time passes at most, beside real time. What the run computes does not depend on it.</source>
        <translation>仮想時間を実時間の何倍まで進めるかです。計算される結果は変わりません。</translation>
    </message>
    <message>
        <source>Shows the machines as gauges filled to their own accuracy, and every message on its way. Click, Ctrl+click or a frame choose; the right button and keys such as K, L, X and R disturb.</source>
        <translation>計算機を、手元のモデルの正解率まで満たしたゲージで示し、行き来する情報もすべて描きます。クリック、Ctrl+クリック、囲み選択で選び、右ボタンのメニューや K、L、X、R などのキーで障害を起こします。</translation>
    </message>
    <message>
        <source>Takes back the last edit of the plan or the links; during a run it plays the opposite of the last disturbance. What has happened stays in the log.</source>
        <translation>予定やつなぎ方に加えた最後の編集を取り消します。実験中は、最後に起こした障害の反対の操作をします。起きたことは記録に残ります。</translation>
    </message>
    <message>
        <source>Does once more what was undone. During a run it acts now, not at its old time.</source>
        <translation>取り消した操作をもう一度行います。実験中は、元の時刻ではなく今すぐ働きます。</translation>
    </message>
    <message>
        <source>Shows what the signs of machines and messages mean. Any click closes it again.</source>
        <translation>計算機と通信の記号の意味を示します。どこかをクリックすると閉じます。</translation>
    </message>
    <message>
        <source>Shows what disturbs the run and when: filled signs have happened, hollow ones are planned. A click plans a fault, dragging moves what is still to come, and a double click edits it.</source>
        <translation>いつ、どんな障害が起きるかを示します。塗りつぶした印は起きたもの、白抜きの印は予定です。クリックで予定を加え、まだ起きていない予定はドラッグで動かし、ダブルクリックで編集できます。</translation>
    </message>
    <message>
        <source>Opens this lesson&apos;s experiment on the page Run. What was not saved is asked for first.</source>
        <translation>この教材の実験を［実験］のページに開きます。保存していない変更があれば、先に確認します。</translation>
    </message>
    <message>
        <source>Your guess where the line will end. Drag it up or down, or press the arrow keys.</source>
        <translation>線が最後にどこへ着くかの予想です。上下に動かすか、矢印キーを押してください。</translation>
    </message>
    <message>
        <source>Starts the lesson&apos;s experiment. Your guess stays where it is meanwhile.</source>
        <translation>教材の実験を始めます。予想の印はそのまま残ります。</translation>
    </message>
    <message>
        <source>Goes on to the next lesson. After the last one all lessons are shown.</source>
        <translation>次の教材へ進みます。最後の教材のあとは、一覧を表示します。</translation>
    </message>
    <message>
        <source>Puts the lesson back to its beginning and asks for a new guess. A run that goes on is ended first.</source>
        <translation>教材を最初の状態に戻し、もう一度予想します。実行中の実験は先に終了します。</translation>
    </message>
    <message>
        <source>Leaves the lesson. The window is as usual again, and the experiment stays open.</source>
        <translation>教材を閉じます。画面は元の状態に戻り、実験条件は開いたまま残ります。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::AccuracyChart</name>
    <message>
        <source>Mean model</source>
        <translation>統合モデル</translation>
    </message>
    <message>
        <source>If all were collected</source>
        <translation>全員分を集めた場合</translation>
    </message>
    <message>
        <source>Workers&apos; models</source>
        <translation>手元のモデル</translation>
    </message>
    <message>
        <source>Goal %1 %</source>
        <translation>目標 %1 %</translation>
    </message>
    <message>
        <source>Limit of one plant</source>
        <translation>1工場の上限</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>%1だけ</translation>
    </message>
    <message>
        <source>Accuracy [%]</source>
        <translation>正解率 [%]</translation>
    </message>
    <message>
        <source>Start the experiment and the accuracy appears here.</source>
        <translation>実験を始めると、ここに正解率が出ます。</translation>
    </message>
    <message>
        <source>This workload has no pictures, so there is no accuracy. Watch the model divergence.</source>
        <translation>この実験には画像がないので、正解率はありません。モデルのばらつきをご覧ください。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>実験(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New scenario</source>
        <translation>新しい実験条件(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open scenario…</source>
        <translation>実験条件を開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a &amp;run folder…</source>
        <translation>実験フォルダーを開く(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>用意された実験(&amp;E)</translation>
    </message>
    <message>
        <source>Re&amp;cent</source>
        <translation>最近使ったファイル(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save scenario</source>
        <translation>実験条件を保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save scenario &amp;as…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Save with what was &amp;disturbed…</source>
        <translation>起こした障害ごと保存(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Export model and figures…</source>
        <translation>モデルと数値を書き出す(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Start or go on</source>
        <translation>始める・再開(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause or go on</source>
        <translation>一時停止・再開(&amp;P)</translation>
    </message>
    <message>
        <source>One s&amp;tep</source>
        <translation>1ステップ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;End the run</source>
        <translation>実験を終える(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Crash or bring back the selected worker</source>
        <translation>選択中の1台を故障・復帰(&amp;C)</translation>
    </message>
    <message>
        <source>S&amp;low the selected worker down or not</source>
        <translation>選択中の1台を低速・通常(&amp;L)</translation>
    </message>
    <message>
        <source>C&amp;ut or join the line</source>
        <translation>回線を切る・つなぐ(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Restore all</source>
        <translation>すべて復旧(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>キー操作(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Gossip Lab</source>
        <translation>Gossip Lab について(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Simple</source>
        <translation>かんたん(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Detailed</source>
        <translation>詳細(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Colors</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>システムに合わせる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>明るい(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>暗い(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Copy as command</source>
        <translation>コマンドとしてコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>発表モード(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>これは何？(&amp;W)</translation>
    </message>
    <message>
        <source>Look one second &amp;back</source>
        <translation>1秒前を見る(&amp;B)</translation>
    </message>
    <message>
        <source>Look one second &amp;ahead</source>
        <translation>1秒先を見る(&amp;A)</translation>
    </message>
    <message>
        <source>Back to l&amp;ive</source>
        <translation>いまに戻る(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>元に戻す：%1(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>やり直す：%1(&amp;R)</translation>
    </message>
</context>
<context>
    <name>gossip::ui::AnswersView</name>
    <message>
        <source>Look again</source>
        <translation>もう一度調べる</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>いま調べる</translation>
    </message>
    <message>
        <source>Nobody looked at these answers up to this moment. Go back to live to look at them.</source>
        <translation>この時点までに、この計算機の答えは調べていません。いまに戻ると調べられます。</translation>
    </message>
    <message>
        <source>“Look now” tries this worker&apos;s own model on test pictures and shows which it gets wrong.</source>
        <translation>「いま調べる」を押すと、この計算機の手元のモデルを確認用の画像で試し、間違えた画像を出します。</translation>
    </message>
    <message>
        <source>Start the run; then this worker&apos;s mistakes can be looked at here.</source>
        <translation>実験を始めると、この計算機が間違えた画像をここで調べられます。</translation>
    </message>
    <message>
        <source>At %1: %2 of %3 test pictures right.</source>
        <translation>%1 の時点：確認用の画像 %3 枚のうち %2 が正解です。</translation>
    </message>
    <message>
        <source>Rows: what it is. Columns: the answer, by number.</source>
        <translation>行：正しい分類&#x3000;列：答え（番号）</translation>
    </message>
    <message>
        <source>%1 %2 taken for %3 %4: %5</source>
        <translation>%1 %2 を %3 %4 と判定：%5 枚</translation>
    </message>
    <message>
        <source>What it gets wrong</source>
        <translation>間違えた画像</translation>
    </message>
    <message>
        <source>Tries this worker&apos;s own model on the test pictures, in the background. After that it looks again at every evaluation as long as that is quick.</source>
        <translation>この計算機の手元のモデルを、裏で確認用の画像にかけます。そのあとは、すぐ終わるうちは評価のたびに調べ直します。</translation>
    </message>
    <message>
        <source>Progress of looking</source>
        <translation>調べた割合</translation>
    </message>
    <message>
        <source>Pictures that this worker gets wrong</source>
        <translation>この計算機が間違えた画像</translation>
    </message>
    <message>
        <source>Test pictures that this worker&apos;s own model gets wrong: above what they show, below in red what it says. They are the first wrong ones of the test pictures, not chosen.</source>
        <translation>この計算機の手元のモデルが間違えた確認用の画像です。上が正しい分類、下の赤字がモデルの答えで、選んだものではなく先頭から順に出しています。</translation>
    </message>
    <message>
        <source>What it takes them for (confusion matrix)</source>
        <translation>判定の内訳（混同行列）</translation>
    </message>
    <message>
        <source>Confusion matrix of this worker</source>
        <translation>この計算機の判定の内訳</translation>
    </message>
    <message>
        <source>Each row is a class, each column an answer; the colour tells the share of the row. A worker that never saw a class has nothing in that class&apos;s column.</source>
        <translation>行が正しい分類、列が答えで、色はその行の中の割合です。一度も見ていない分類の列には何も入りません。</translation>
    </message>
    <message>
        <source>An opened folder holds figures, not models. Start the run again to look at its answers.</source>
        <translation>開いたフォルダーにあるのは記録だけで、各計算機のモデルはありません。答えを調べるには、実験をもう一度始めてください。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::BusinessPanel</name>
    <message>
        <source>%1 machine-hours</source>
        <translation>延べ %1 時間</translation>
    </message>
    <message>
        <source>%1 machine-minutes</source>
        <translation>延べ %1 分</translation>
    </message>
    <message>
        <source>USD</source>
        <comment>usual currency of this language&apos;s readers</comment>
        <translation>円</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>amount, currency</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>virtual time</source>
        <translation>仮想時間</translation>
    </message>
    <message>
        <source>real time of this PC</source>
        <translation>このPCの実時間</translation>
    </message>
    <message>
        <source>Goal reached after %1 (%2)</source>
        <translation>目標到達: %1（%2）</translation>
    </message>
    <message>
        <source>Goal not reached in %1 (%2)</source>
        <translation>目標に届かず: %1（%2）</translation>
    </message>
    <message>
        <source>Data sent: %1, until the goal %2</source>
        <translation>送ったデータ量: %1（目標まで %2）</translation>
    </message>
    <message>
        <source>Data sent: %1</source>
        <translation>送ったデータ量: %1</translation>
    </message>
    <message>
        <source>Cost: %1 (%2: %3, data: %4)</source>
        <translation>費用: %1（%2: %3、データ: %4）</translation>
    </message>
    <message>
        <source>; until the goal %1</source>
        <translation>、目標まで %1</translation>
    </message>
    <message>
        <source>Outages: %1 with machines or lines down; machines stood still for %2 (%3)</source>
        <translation>障害: %1（故障または回線断）。止まっていた計算機は%2（%3）</translation>
    </message>
    <message>
        <source>Outages: none</source>
        <translation>障害: なし</translation>
    </message>
    <message>
        <source>What it would cost</source>
        <translation>費用の目安</translation>
    </message>
    <message>
        <source>A machine for an hour</source>
        <translation>1台1時間</translation>
    </message>
    <message>
        <source>A gigabyte sent</source>
        <translation>送信 1 GB</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>通貨</translation>
    </message>
    <message>
        <source>So far: %1 (%2)</source>
        <translation>これまで：%1（%2）</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ChartDecor</name>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>Down: %1</source>
        <translation>故障中：%1</translation>
    </message>
    <message>
        <source>Slow: %1</source>
        <translation>低速：%1</translation>
    </message>
    <message>
        <source>Sends corrupt data: %1</source>
        <translation>壊れたデータを送信：%1</translation>
    </message>
    <message>
        <source>Line cut</source>
        <translation>回線断</translation>
    </message>
    <message>
        <source>Network disturbed</source>
        <translation>回線の乱れ</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ClassBars</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n further classes</source>
        <translation>
            <numerusform>ほか %n 分類</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::ClassScoreModel</name>
    <message>
        <source>Class</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>適合率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>検出率</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>過検出率</translation>
    </message>
    <message>
        <source>Miss</source>
        <translation>見逃し率</translation>
    </message>
    <message>
        <source>What the pictures show</source>
        <translation>画像に写っているもの</translation>
    </message>
    <message>
        <source>Test pictures of this class</source>
        <translation>この種類の確認用画像の枚数</translation>
    </message>
    <message>
        <source>Of the pictures called this class: the share that is right</source>
        <translation>この種類と判定したうち、正しかった割合（適合率）</translation>
    </message>
    <message>
        <source>Of this class&apos;s pictures: the share that was found</source>
        <translation>この種類の画像のうち、見つけられた割合（検出率・再現率）</translation>
    </message>
    <message>
        <source>Of the other classes&apos; pictures: the share wrongly called this class</source>
        <translation>ほかの種類の画像のうち、誤ってこの種類と判定した割合（過検出率・誤検出率）</translation>
    </message>
    <message>
        <source>Of this class&apos;s pictures: the share that was missed (1 − recall)</source>
        <translation>この種類の画像のうち、見逃した割合（1 − 検出率）</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ClusterMap</name>
    <message>
        <source>Line cut %1</source>
        <translation>回線断 %1</translation>
    </message>
    <message>
        <source>Map of the machines</source>
        <translation>計算機の図</translation>
    </message>
    <message>
        <source>numbers: messages so far</source>
        <translation>数字：これまでの件数</translation>
    </message>
    <message>
        <source>Crash	K</source>
        <translation>故障させる	K</translation>
    </message>
    <message>
        <source>Bring back	R</source>
        <translation>復帰させる	R</translation>
    </message>
    <message>
        <source>Slow down 4 times	L</source>
        <translation>4倍遅くする	L</translation>
    </message>
    <message>
        <source>Back to full speed</source>
        <translation>元の速さに戻す</translation>
    </message>
    <message>
        <source>Cut the line	X</source>
        <translation>回線を切る	X</translation>
    </message>
    <message>
        <source>%1: not started</source>
        <translation>%1：未開始</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>学習回数 %1</translation>
    </message>
    <message>
        <source>own model: accuracy %1 %</source>
        <translation>手元のモデルの正解率 %1 %</translation>
    </message>
    <message>
        <source>flights slowed</source>
        <translation>飛ぶ時間は見やすく延長</translation>
    </message>
    <message numerus="yes">
        <source>1 of %n shown</source>
        <translation>
            <numerusform>%n件に1件を表示</numerusform>
        </translation>
    </message>
    <message>
        <source>Exchanges between machines</source>
        <translation>やり取りの様子</translation>
    </message>
    <message numerus="yes">
        <source>cuts %n link(s)</source>
        <translation>
            <numerusform>回線%n本を切る</numerusform>
        </translation>
    </message>
    <message>
        <source>drag from one machine to another: link on or off</source>
        <translation>計算機から計算機へ引くと回線を追加・削除</translation>
    </message>
    <message numerus="yes">
        <source>%n machines chosen</source>
        <translation>
            <numerusform>%n台を選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>Server</source>
        <translation>中央サーバー</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n件が順番待ち</numerusform>
        </translation>
    </message>
    <message>
        <source>sends broken data</source>
        <translation>壊れたデータを送信中</translation>
    </message>
    <message>
        <source>The line crosses no link.
Draw it across links with Shift held down.</source>
        <translation>線と交わる回線がありません。
Shiftを押したまま、回線を横切るように引いてください。</translation>
    </message>
    <message>
        <source>This way of learning has no links of its own.
Choose one whose machines exchange directly.</source>
        <translation>この学習方式には変えられる回線がありません。
計算機どうしが直接情報交換する方式を選んでください。</translation>
    </message>
    <message>
        <source>Links can be changed before a run.
End this one first; a cut acts at once.</source>
        <translation>つなぎ方を変えられるのは実験の前です。
先に終了してください。回線を切ることは今でもできます。</translation>
    </message>
    <message>
        <source>Choose two machines or more first.
Ctrl+click, Shift+arrows or a frame does it.</source>
        <translation>先に2台以上を選んでください。
Ctrl+クリック、Shift+矢印キー、枠で選べます。</translation>
    </message>
    <message>
        <source>Send broken data	D</source>
        <translation>壊れたデータを送らせる	D</translation>
    </message>
    <message>
        <source>Send noise instead of the model</source>
        <translation>モデルの代わりに雑音を送らせる</translation>
    </message>
    <message>
        <source>Cut off from the others	I</source>
        <translation>1台だけ切り離す	I</translation>
    </message>
    <message>
        <source>Cut off each alone	I</source>
        <translation>1台ずつ切り離す	I</translation>
    </message>
    <message>
        <source>Cut off together	X</source>
        <translation>まとめて切り離す	X</translation>
    </message>
    <message>
        <source>Cut the line</source>
        <translation>回線を切る</translation>
    </message>
    <message>
        <source>Restore the line	H</source>
        <translation>回線を復旧	H</translation>
    </message>
    <message>
        <source>Change links by dragging	E</source>
        <translation>引いてつなぎ方を変える	E</translation>
    </message>
    <message>
        <source>Link or unlink the chosen	N</source>
        <translation>選んだ計算機をつなぐ・外す	N</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>並べ方</translation>
    </message>
    <message>
        <source>As fits best</source>
        <translation>おまかせ</translation>
    </message>
    <message>
        <source>By groups</source>
        <translation>拠点ごと</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>輪</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心円</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>格子</translation>
    </message>
    <message>
        <source>Arrange again</source>
        <translation>並べ直す</translation>
    </message>
    <message>
        <source>These are too many links to cut one by one.
Draw the line right across to part the machines.</source>
        <translation>1本ずつ切るには回線が多すぎます。
端から端まで線を引いて、計算機を2つに分けてください。</translation>
    </message>
    <message>
        <source>What the signs mean</source>
        <translation>記号の意味</translation>
    </message>
    <message>
        <source>What the signs mean (?)</source>
        <translation>記号の意味（?）</translation>
    </message>
    <message>
        <source>What the signs mean	?</source>
        <translation>記号の意味	?</translation>
    </message>
    <message>
        <source>?</source>
        <translation>？</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ConfusionModel</name>
    <message>
        <source>%1 taken for %2: %3 (%4 of the class)</source>
        <translation>%1を%2と判定：%3枚（その種類の%4）</translation>
    </message>
</context>
<context>
    <name>gossip::ui::DataSpreadView</name>
    <message>
        <source>Picture of how the data are spread over the workers</source>
        <translation>計算機へのデータの配り方の図</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation>%1枚</translation>
    </message>
    <message>
        <source>%1: %2 pictures of %3 (class %4)</source>
        <translation>%1：%3（種類%4）の画像 %2枚</translation>
    </message>
</context>
<context>
    <name>gossip::ui::DetailDrawer</name>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Details of workers and events</source>
        <translation>計算機と出来事の詳細</translation>
    </message>
    <message>
        <source>Opens and closes the details</source>
        <translation>詳細を開く・閉じる</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>選択中</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>All workers</source>
        <translation>すべての計算機</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>出来事</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>計器</translation>
    </message>
</context>
<context>
    <name>gossip::ui::DivergenceChart</name>
    <message>
        <source>All workers</source>
        <translation>全台</translation>
    </message>
    <message>
        <source>Model divergence (consensus distance, log scale)</source>
        <translation>モデルのばらつき（合意距離・対数目盛）</translation>
    </message>
    <message>
        <source>Start the experiment and it shows here how far the models are apart.</source>
        <translation>実験を始めると、モデルどうしの離れ具合がここに出ます。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::EventLogModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>出来事</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>対象</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Events</name>
    <message>
        <source>latency %1 ms</source>
        <translation>遅延 %1 ms</translation>
    </message>
    <message>
        <source>jitter %1 ms</source>
        <translation>ゆらぎ %1 ms</translation>
    </message>
    <message>
        <source>bandwidth %1 Mbit/s</source>
        <translation>回線速度 %1 Mbit/s</translation>
    </message>
    <message>
        <source>bandwidth unlimited</source>
        <translation>回線速度の制限なし</translation>
    </message>
    <message>
        <source>message loss %1</source>
        <translation>届かない割合 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Went down</source>
        <translation>故障しました</translation>
    </message>
    <message>
        <source>Told to come back</source>
        <translation>復帰を指示しました</translation>
    </message>
    <message>
        <source>Slowed down to 1/%1</source>
        <translation>速さが1/%1になりました</translation>
    </message>
    <message>
        <source>Back at normal speed</source>
        <translation>元の速さに戻りました</translation>
    </message>
    <message>
        <source>The line was cut</source>
        <translation>回線が切れました</translation>
    </message>
    <message>
        <source>The line was repaired</source>
        <translation>回線が復旧しました</translation>
    </message>
    <message>
        <source>Link changed: %1</source>
        <translation>回線（リンク）の変更：%1</translation>
    </message>
    <message>
        <source>Network changed: %1</source>
        <translation>回線の変更：%1</translation>
    </message>
    <message>
        <source>Sends damaged data</source>
        <translation>壊れたデータを送っています</translation>
    </message>
    <message>
        <source>Exchange frequency set to %1</source>
        <translation>情報交換の頻度を%1にしました</translation>
    </message>
    <message>
        <source>The run started</source>
        <translation>実験を始めました</translation>
    </message>
    <message>
        <source>Is back and learns again</source>
        <translation>復帰して学習を再開しました</translation>
    </message>
    <message>
        <source>Diverged: its numbers left all bounds; the others go on</source>
        <translation>発散しました（計算異常）。ほかは続いています</translation>
    </message>
    <message>
        <source>Refused a damaged model</source>
        <translation>壊れたモデルを受け取り拒否しました</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止しました</translation>
    </message>
    <message>
        <source>Went on</source>
        <translation>再開しました</translation>
    </message>
    <message>
        <source>The run finished</source>
        <translation>実験が最後まで終わりました</translation>
    </message>
    <message>
        <source>The run ended</source>
        <translation>実験を終えました</translation>
    </message>
    <message>
        <source>Nobody can go on</source>
        <translation>続けられる計算機がありません</translation>
    </message>
    <message>
        <source>The run broke off</source>
        <translation>実験が途中で止まりました</translation>
    </message>
    <message>
        <source>network</source>
        <translation>回線</translation>
    </message>
    <message>
        <source>run</source>
        <translation>実験</translation>
    </message>
    <message>
        <source>One step of every worker</source>
        <translation>全台が1回だけ学習しました</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>終了：%1</translation>
    </message>
    <message>
        <source>The plan of faults was changed</source>
        <translation>障害の予定を変えました</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ExportPanel</name>
    <message>
        <source>%1 already holds files. Choose another folder.</source>
        <translation>%1 にはすでにファイルがあります。別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose one that you may write to.</source>
        <translation>フォルダー %1 を作れません。書き込める場所を選んでください。</translation>
    </message>
    <message>
        <source>The run folder %1 holds no CSV files any more.</source>
        <translation>実験フォルダー %1 にCSVファイルが残っていません。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 に書き込めません：%2。</translation>
    </message>
    <message>
        <source>Mean model</source>
        <translation>統合モデル</translation>
    </message>
    <message>
        <source>Something else is still being written. Try again in a moment.</source>
        <translation>ほかの書き出しが続いています。少し待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 is being tried on all test pictures …</source>
        <translation>%1をすべての確認用画像で試しています…</translation>
    </message>
    <message>
        <source>%1 gets %2 of the test pictures right.</source>
        <translation>%1の正解率は%2です（確認用画像すべて）。</translation>
    </message>
    <message>
        <source>The model is being written …</source>
        <translation>モデルを書き出しています…</translation>
    </message>
    <message>
        <source>The model is in %1.</source>
        <translation>モデルを %1 に書き出しました。</translation>
    </message>
    <message>
        <source>The figures are being copied …</source>
        <translation>数値を書き出しています…</translation>
    </message>
    <message>
        <source>The figures are in %1.</source>
        <translation>数値を %1 に書き出しました。</translation>
    </message>
    <message>
        <source>%1 cannot be written. Choose a folder that you may write to.</source>
        <translation>%1 に書き込めません。書き込めるフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The charts are in %1.</source>
        <translation>グラフを %1 に書き出しました。</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>モデルを書き出す</translation>
    </message>
    <message>
        <source>ONNX model (*.onnx)</source>
        <translation>ONNXモデル (*.onnx)</translation>
    </message>
    <message>
        <source>Where to put the figures</source>
        <translation>数値の書き出し先</translation>
    </message>
    <message>
        <source>Where to put the charts</source>
        <translation>グラフの書き出し先</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>モデル：</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>いま測る</translation>
    </message>
    <message>
        <source>Tries the model on all test pictures, while the run goes on too</source>
        <translation>すべての確認用画像でモデルを試します。実験中でも使えます</translation>
    </message>
    <message>
        <source>Export model (ONNX)…</source>
        <translation>モデルを書き出す（ONNX）…</translation>
    </message>
    <message>
        <source>Figures (CSV)…</source>
        <translation>数値（CSV）…</translation>
    </message>
    <message>
        <source>Charts (PNG)…</source>
        <translation>グラフ（PNG）…</translation>
    </message>
    <message>
        <source>Charts (SVG)…</source>
        <translation>グラフ（SVG）…</translation>
    </message>
    <message>
        <source>Open run folder</source>
        <translation>実験フォルダーを開く</translation>
    </message>
    <message>
        <source>Model to evaluate or export</source>
        <translation>測る・書き出すモデル</translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation>処理中</translation>
    </message>
</context>
<context>
    <name>gossip::ui::FaultEditor</name>
    <message>
        <source>Fault on the timeline</source>
        <translation>タイムラインの障害</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>故障させる</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>復帰させる</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>遅くする</translation>
    </message>
    <message>
        <source>Send broken data</source>
        <translation>壊れたデータを送る</translation>
    </message>
    <message>
        <source>Cut the line between parts</source>
        <translation>組の間の回線を切る</translation>
    </message>
    <message>
        <source>Restore the line</source>
        <translation>回線を復旧</translation>
    </message>
    <message>
        <source>Disturb lines</source>
        <translation>特定の回線を悪くする</translation>
    </message>
    <message>
        <source>Change the network</source>
        <translation>回線の状態を変える</translation>
    </message>
    <message>
        <source>Change the exchange frequency</source>
        <translation>情報交換の頻度を変える</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>何が起きるか</translation>
    </message>
    <message>
        <source>What this entry does to the run. The fields below follow it.</source>
        <translation>この項目が実験に何をするかです。下の欄はこれに合わせて変わります。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>At</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>When it acts, in seconds of the run&apos;s clock. Pauses do not count.</source>
        <translation>起きる時刻（実験の時計の秒）です。一時停止中は数えません。</translation>
    </message>
    <message>
        <source>Ends by itself after</source>
        <translation>自動で終わるまで</translation>
    </message>
    <message>
        <source>How long it lasts. Without it, it lasts until another entry ends it.</source>
        <translation>続く長さです。印を外すと、別の項目が終わらせるまで続きます。</translation>
    </message>
    <message>
        <source> times</source>
        <translation> 倍</translation>
    </message>
    <message>
        <source>Slower by</source>
        <translation>遅さ</translation>
    </message>
    <message>
        <source>How many times longer each step takes. 1 is the usual speed.</source>
        <translation>1回の学習が何倍長くかかるかです。1はいつもの速さです。</translation>
    </message>
    <message>
        <source>unreadable: receivers reject it</source>
        <translation>読めないデータ：相手が受け取りを拒否</translation>
    </message>
    <message>
        <source>noise: nobody notices</source>
        <translation>雑音：誰も気づかない</translation>
    </message>
    <message>
        <source>Data sent</source>
        <translation>送る内容</translation>
    </message>
    <message>
        <source>What the machines send instead of their models. Noise spreads, unreadable data does not.</source>
        <translation>モデルの代わりに送るものです。雑音は広がりますが、読めないデータは広がりません。</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Exchange frequency</source>
        <translation>情報交換の頻度</translation>
    </message>
    <message>
        <source>How often a machine sends its model after a step. 0 % stops all exchanges.</source>
        <translation>1回の学習の後にモデルを送る割合です。0 %で情報交換が止まります。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>遅延</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>How long every message is on its way. Unticked, it stays as it is.</source>
        <translation>届くまでの時間です。印がなければ変わりません。</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>遅延のゆらぎ</translation>
    </message>
    <message>
        <source>How much the latency varies. Unticked, it stays as it is.</source>
        <translation>遅延のばらつきです。印がなければ変わりません。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>回線速度</translation>
    </message>
    <message>
        <source> Mbit/s</source>
        <translation> Mbit/s</translation>
    </message>
    <message>
        <source>How much a line carries; 0 is unlimited. Unticked, it stays as it is.</source>
        <translation>回線が運べる量です（0は無制限）。印がなければ変わりません。</translation>
    </message>
    <message>
        <source>Lost messages</source>
        <translation>届かない割合</translation>
    </message>
    <message>
        <source>Share of the messages that never arrive. Unticked, it stays as it is.</source>
        <translation>届かずに消える割合です。印がなければ変わりません。</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>計算機</translation>
    </message>
    <message>
        <source>Whom it concerns. For a cut: who stays together, apart from all others.</source>
        <translation>対象の計算機です。回線断では、ほかと切り離される組です。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::FaultStrip</name>
    <message>
        <source>Crash one</source>
        <translation>1台を故障させる</translation>
    </message>
    <message>
        <source>Bring back %1</source>
        <translation>%1を復帰</translation>
    </message>
    <message>
        <source>%1 takes a model from a peer and goes on.</source>
        <translation>%1がほかの1台からモデルをもらい、学習を再開します。</translation>
    </message>
    <message>
        <source>Stops %1, the selected worker. Key K on the map.</source>
        <translation>選択中の%1を止めます。やり取りの図ではKキー。</translation>
    </message>
    <message>
        <source>Slow one down</source>
        <translation>1台を遅くする</translation>
    </message>
    <message>
        <source>%1 to full speed</source>
        <translation>%1を元の速さに</translation>
    </message>
    <message>
        <source>Makes %1, the selected worker, four times slower. Key L on the map.</source>
        <translation>選択中の%1の速さを1/4にします。やり取りの図ではLキー。</translation>
    </message>
    <message>
        <source>Join the line</source>
        <translation>回線をつなぐ</translation>
    </message>
    <message>
        <source>Cut the line</source>
        <translation>回線を切る</translation>
    </message>
    <message>
        <source>Cuts between the groups; without groups, the first half from the second. Key X on the map.</source>
        <translation>拠点と拠点の間を切ります。拠点がなければ前半と後半の間です。やり取りの図ではXキー。</translation>
    </message>
    <message>
        <source>Try faults</source>
        <translation>障害を試す</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>すべて復旧</translation>
    </message>
    <message>
        <source>Joins the line, brings everyone back, sets the sliders as the scenario says (Ctrl+R).</source>
        <translation>回線をつなぎ、全台を復帰させ、つまみを実験条件の値に戻します（Ctrl+R）。</translation>
    </message>
    <message>
        <source>Exchange frequency</source>
        <translation>情報交換の頻度</translation>
    </message>
    <message>
        <source>How often a worker sends its model after a step (exchange probability p).</source>
        <translation>1回学習するごとにモデルを送る確率です（交換確率 p）。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>遅延</translation>
    </message>
    <message>
        <source>How long every message is on its way.</source>
        <translation>情報が届くまでの時間です。</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Lost messages</source>
        <translation>届かない割合</translation>
    </message>
    <message>
        <source>Share of the messages that never arrive.</source>
        <translation>届かない情報の割合です（消失率）。</translation>
    </message>
    <message>
        <source>Showing %1 s of %2 s</source>
        <translation>%2 秒のうち %1 秒の時点を表示中</translation>
    </message>
    <message>
        <source>The run is over; this is how it was then.</source>
        <translation>実験は終わりました。そのときの様子です。</translation>
    </message>
    <message>
        <source>The run is paused; this is how it was then.</source>
        <translation>実験は一時停止中です。そのときの様子です。</translation>
    </message>
    <message>
        <source>The run goes on meanwhile.</source>
        <translation>実験はこの間も続いています。</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>終わりへ（End）</translation>
    </message>
    <message>
        <source>Back to live (End)</source>
        <translation>いまに戻る（End）</translation>
    </message>
    <message>
        <source>Shows again what is happening now, or how the run ended. The key End does the same.</source>
        <translation>いまの様子、または実験の終わりの様子に戻します。Endキーでも同じです。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::FaultWords</name>
    <message>
        <source>%1 down</source>
        <translation>%1 故障</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>%1 復帰</translation>
    </message>
    <message>
        <source>%1 slow</source>
        <translation>%1 低速</translation>
    </message>
    <message>
        <source>%1 at normal speed</source>
        <translation>%1 元の速さ</translation>
    </message>
    <message>
        <source>Line cut</source>
        <translation>回線断</translation>
    </message>
    <message>
        <source>Line joined</source>
        <translation>回線復旧</translation>
    </message>
    <message>
        <source>Line of %1 changed</source>
        <translation>%1の回線を変更</translation>
    </message>
    <message>
        <source>Network changed</source>
        <translation>回線を変更</translation>
    </message>
    <message>
        <source>%1 sends broken data</source>
        <translation>%1 壊れたデータを送信</translation>
    </message>
    <message>
        <source>Exchange %1</source>
        <translation>情報交換 %1</translation>
    </message>
    <message>
        <source>Line of %1 cut</source>
        <translation>%1の回線を切断</translation>
    </message>
    <message>
        <source>Line %1 → %2 cut</source>
        <translation>%1→%2の回線を切断</translation>
    </message>
    <message>
        <source>Line %1 → %2 changed</source>
        <translation>%1→%2の回線を変更</translation>
    </message>
    <message>
        <source>%1 sends noise</source>
        <translation>%1が雑音を送信</translation>
    </message>
</context>
<context>
    <name>gossip::ui::FieldEditor</name>
    <message>
        <source>%1: allowed is %2 (entered: %3).</source>
        <translation>%1は%2です（入力：%3）。</translation>
    </message>
    <message>
        <source>a whole number </source>
        <translation>整数 </translation>
    </message>
    <message>
        <source>%1–%2%3</source>
        <translation>%1～%2%3</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1～%2</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1：初期値に戻す</translation>
    </message>
    <message>
        <source>%1 (in the file: %2)</source>
        <translation>%1（ファイルでは %2）</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1以上</translation>
    </message>
    <message>
        <source>Archives (*.tar.gz *.tgz *.tar);;All files (*)</source>
        <translation>アーカイブ (*.tar.gz *.tgz *.tar);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>フォルダーを選ぶ…</translation>
    </message>
    <message>
        <source>Choose an archive…</source>
        <translation>アーカイブを選ぶ…</translation>
    </message>
    <message>
        <source>Choose where the data are</source>
        <translation>データの場所を選ぶ</translation>
    </message>
    <message>
        <source>%1 In the scenario&apos;s file it is called %2.</source>
        <translation>%1 実験条件のファイルでの名前は %2 です。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Figures</name>
    <message>
        <source>%1 alone %2</source>
        <translation>%1だけ %2</translation>
    </message>
    <message numerus="yes">
        <source>%n parts alone:</source>
        <translation>
            <numerusform>%nつに分断：</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1～%2</translation>
    </message>
    <message>
        <source>Goal %1</source>
        <translation>目標 %1</translation>
    </message>
    <message>
        <source>reached at %1</source>
        <translation>到達 %1</translation>
    </message>
    <message>
        <source>Lowest %1</source>
        <translation>最低 %1</translation>
    </message>
    <message>
        <source>Limit of one plant %1</source>
        <translation>1工場の上限 %1</translation>
    </message>
    <message>
        <source>Workers&apos; own models (mean)</source>
        <translation>手元のモデル（平均）</translation>
    </message>
    <message>
        <source>Divergence of the models</source>
        <translation>モデルのばらつき</translation>
    </message>
    <message>
        <source>Distance to
their mean</source>
        <translation>平均からの
距離</translation>
    </message>
    <message>
        <source>Divergence, relative</source>
        <translation>モデルのばらつき（相対）</translation>
    </message>
    <message>
        <source>divided by the
mean&apos;s length</source>
        <translation>平均の大きさ
で割った値</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>running of all workers</comment>
        <translation>%1 / %2 台</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>Line cut since %1</source>
        <translation>回線断 %1から</translation>
    </message>
    <message>
        <source>No exchange</source>
        <translation>情報交換なし</translation>
    </message>
    <message>
        <source>Lines in order</source>
        <translation>回線は正常</translation>
    </message>
    <message numerus="yes">
        <source>%n slow</source>
        <translation>
            <numerusform>低速 %n台</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1が届かない</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>稼働</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>送信 %1件</translation>
    </message>
    <message>
        <source>Data sent</source>
        <translation>送ったデータ量</translation>
    </message>
    <message>
        <source>Mean model, accuracy</source>
        <translation>統合モデルの正解率</translation>
    </message>
    <message>
        <source>If all models were collected</source>
        <translation>全員分を集めた場合</translation>
    </message>
    <message>
        <source>All-reduce, computed:
%1</source>
        <translation>全員同期なら（計算値）:
%1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::GroupsText</name>
    <message>
        <source>“%1” cannot be read. Write a name, a colon and numbers, like A: 0-3; B: 4-7.</source>
        <translation>「%1」を読み取れません。名前、コロン、番号の順に A: 0-3; B: 4-7 のように書いてください。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::HelpWords</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>About Gossip Lab</source>
        <translation>Gossip Lab について</translation>
    </message>
    <message>
        <source>See how many machines train one network by telling each other now and then what they know, without a center and without waiting.

Nothing leaves this PC: no pictures, no models, no usage data.</source>
        <translation>たくさんの計算機が、中央の管理なしに、だれも待たずに、ときどき教え合って1つのネットワークを育てる様子を見るためのソフトです。

画像も、モデルも、使い方の記録も、このPCの外に出ません。</translation>
    </message>
    <message>
        <source>Free software, GNU General Public License 3 or later.</source>
        <translation>フリーソフトウェア（GNU General Public License 3 以降）。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー操作</translation>
    </message>
    <message>
        <source>The five pages</source>
        <translation>5つのページ</translation>
    </message>
    <message>
        <source>On the map: arrows</source>
        <translation>やり取りの図：矢印</translation>
    </message>
    <message>
        <source>Select a worker</source>
        <translation>計算機を選ぶ</translation>
    </message>
    <message>
        <source>On the map: K, L, X, R</source>
        <translation>やり取りの図：K, L, X, R</translation>
    </message>
    <message>
        <source>Crash, slow down, cut the line, bring back</source>
        <translation>故障・低速・回線断・復帰</translation>
    </message>
    <message>
        <source>On the map: Shift or Ctrl with arrows</source>
        <translation>地図で Shift／Ctrl＋矢印</translation>
    </message>
    <message>
        <source>Select several, move them</source>
        <translation>複数を選ぶ／動かす</translation>
    </message>
    <message>
        <source>On the map: I, D, H</source>
        <translation>地図で I・D・H</translation>
    </message>
    <message>
        <source>Cut off alone, send broken data, restore the line</source>
        <translation>切り離す・壊れたデータを送る・回線を復旧</translation>
    </message>
    <message>
        <source>On the map: Shift+drag</source>
        <translation>地図で Shift＋ドラッグ</translation>
    </message>
    <message>
        <source>Cut the links that the line crosses</source>
        <translation>線が横切る回線を切る</translation>
    </message>
    <message>
        <source>On the map: Alt+drag, E, N</source>
        <translation>地図で Alt＋ドラッグ・E・N</translation>
    </message>
    <message>
        <source>Before a run: change links</source>
        <translation>実験の前につなぎ方を変える</translation>
    </message>
    <message>
        <source>On the timeline: arrows, with Ctrl</source>
        <translation>タイムラインで 矢印／Ctrl＋矢印</translation>
    </message>
    <message>
        <source>Select an entry, move it</source>
        <translation>項目を選ぶ／動かす</translation>
    </message>
    <message>
        <source>On the timeline: Enter, Delete, Insert</source>
        <translation>タイムラインで Enter・Delete・Insert</translation>
    </message>
    <message>
        <source>Edit, delete, add an entry</source>
        <translation>編集・削除・追加</translation>
    </message>
</context>
<context>
    <name>gossip::ui::InstrumentPanel</name>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>× %1, half in %2 rounds</source>
        <translation>× %1（%2 周で半分）</translation>
    </message>
    <message>
        <source>Nobody watched the instruments up to this moment. They fill while they are seen.</source>
        <translation>この時点までに、計器は開かれていません。計器は開いている間に記録されます。</translation>
    </message>
    <message>
        <source>An opened folder holds no models. Start the run again to see its instruments.</source>
        <translation>開いたフォルダーにモデルはありません。計器を見るには、実験をもう一度始めてください。</translation>
    </message>
    <message>
        <source>The instruments fill at the next evaluation.</source>
        <translation>次の評価で、ここに計器が出ます。</translation>
    </message>
    <message>
        <source>Start the run; the instruments fill at its evaluations.</source>
        <translation>実験を始めると、評価のたびにここへ計器が出ます。</translation>
    </message>
    <message>
        <source>, %1 of %2 workers, evenly chosen</source>
        <translation>、%2 台から均等に選んだ %1 台</translation>
    </message>
    <message>
        <source>At %1%2</source>
        <translation>%1 の時点%2</translation>
    </message>
    <message>
        <source>%1 and %2: %3</source>
        <translation>%1 と %2：%3</translation>
    </message>
    <message>
        <source>%1 to %2: %3 a step</source>
        <translation>%1 から %2：学習1回あたり %3</translation>
    </message>
    <message>
        <source>Nothing is expected: this protocol has no exchange frequency.</source>
        <translation>この学習方式には情報交換の頻度がないので、見込みはありません。</translation>
    </message>
    <message>
        <source>no rule for this protocol, topology or network</source>
        <translation>この学習方式・つなぎ方・回線には目安がありません</translation>
    </message>
    <message>
        <source>Measured since the record before: %1
Predicted for exchanges alone: %2</source>
        <translation>前の記録からの実測：%1
情報交換だけの場合の予測：%2</translation>
    </message>
    <message>
        <source>Steps push the models apart again: that is the difference between the two.</source>
        <translation>差は、学習がモデルどうしをふたたび離す分です。</translation>
    </message>
    <message>
        <source>Distances between models</source>
        <translation>モデルどうしの距離</translation>
    </message>
    <message>
        <source>Exchanges per step, from row to column</source>
        <translation>学習1回あたりの情報交換（行から列へ）</translation>
    </message>
    <message>
        <source>Divergence by layer</source>
        <translation>層ごとのばらつき</translation>
    </message>
    <message>
        <source>Divergence from round to round</source>
        <translation>1周ごとのばらつきの変化</translation>
    </message>
    <message>
        <source>Paths of the models</source>
        <translation>モデルの道すじ</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>実際</translation>
    </message>
    <message>
        <source>How far every two workers&apos; models are apart, darker for farther in the light theme. Blocks along the diagonal are groups that agree among themselves.</source>
        <translation>2台のモデルがどれだけ離れているかを色で示し、明るいテーマでは遠いほど濃くなります。対角線に沿った四角は、仲間どうしで近いグループです。</translation>
    </message>
    <message>
        <source>Exchanges seen</source>
        <translation>実際の情報交換</translation>
    </message>
    <message>
        <source>How many messages a step of the row&apos;s worker has sent to the column&apos;s worker so far. Beside it stands what exchange frequency and topology lead to expect.</source>
        <translation>行の計算機が学習1回あたり列の計算機へ送った数です。となりに、情報交換の頻度とつなぎ方から見込まれる値を並べています。</translation>
    </message>
    <message>
        <source>Exchanges expected</source>
        <translation>見込みの情報交換</translation>
    </message>
    <message>
        <source>The exchange frequency of now, shared evenly by those whom a worker may send to. Both matrices have one scale.</source>
        <translation>いまの情報交換の頻度を、送ってよい相手で等分した値です。2つの図の色の目盛りは同じです。</translation>
    </message>
    <message>
        <source>How far the workers are from their mean in each layer of the network alone. The squares of the bars add up to that of the whole.</source>
        <translation>ネットワークの層ごとに、計算機が平均からどれだけ離れているかです。棒の値の2乗を足すと、全体のばらつきの2乗になります。</translation>
    </message>
    <message>
        <source>A round is one step of every worker; the factor tells what becomes of the divergence in one. The prediction is a rule of thumb for exchanges alone.</source>
        <translation>1周は全台が1回ずつ学習することで、倍率はその間にばらつきが何倍になるかです。予測は、情報交換だけを考えた目安です。</translation>
    </message>
    <message>
        <source>Every worker&apos;s model as a point that moves on the plane in which models move and differ most (principal components). The plane is fitted anew at each evaluation, so that the whole course lies in one.</source>
        <translation>各計算機のモデルを、いちばん大きく動き、いちばん違いの出る平面（主成分）の上の点で示します。平面は評価のたびに全体に合わせ直すので、道すじはすべて同じ平面にあります。</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Opens the instruments in a window of their own, twice as large. Both show the same.</source>
        <translation>計器を別の大きなウィンドウで開きます。内容は同じです。</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>計器</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>期待値</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Lab</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 に書き込めません：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 を読めません：%2。</translation>
    </message>
    <message>
        <source>Nothing was run yet, so there is nothing to repeat. Start a run first.</source>
        <translation>まだ実験をしていないので、保存する障害がありません。先に実験を始めてください。</translation>
    </message>
    <message>
        <source>%1 is not a run folder: it holds no scenario.json. Choose a folder that a run has written, or a scenario file.</source>
        <translation>%1 は実験フォルダーではありません（scenario.json がありません）。実験が書き出したフォルダーか、実験条件のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not an ordinary file. Choose a scenario file (JSON) or a run folder.</source>
        <translation>%1 は通常のファイルではありません。実験条件のファイル（JSON）か実験フォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not a scenario that can be opened. %2</source>
        <translation>%1 は実験条件として開けません。%2</translation>
    </message>
    <message>
        <source>Nothing runs now.</source>
        <translation>いまは実験をしていません。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::LayerBars</name>
    <message>
        <source>All values</source>
        <translation>すべての値</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 層</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1: %2, %3 parameters</source>
        <translation>%1：%2（パラメータ %3 個）</translation>
    </message>
</context>
<context>
    <name>gossip::ui::LossChart</name>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Training loss [nat]</source>
        <translation>誤差（損失関数）[nat]</translation>
    </message>
    <message>
        <source>Start the experiment and the training loss appears here.</source>
        <translation>実験を始めると、ここに誤差が出ます。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::MainWindow</name>
    <message>
        <source>The window was closed before &quot;%1&quot; was saved. The changes are still there.</source>
        <translation>「%1」を保存する前にウィンドウが閉じました。変更は残っています。</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>変更を戻す</translation>
    </message>
    <message>
        <source>Drop them</source>
        <translation>変更を捨てる</translation>
    </message>
    <message>
        <source>The run in %1 broke off. It can go on from its last saved state.</source>
        <translation>%1 の実験は途中で止まりました。最後の途中保存から続けられます。</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>続きから再開</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>そのままにする</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>コピーしました: %1</translation>
    </message>
    <message>
        <source>Copied: a command of %1 characters that repeats exactly this. Paste it into a terminal.</source>
        <translation>この実験をそのまま繰り返すコマンド（%1文字）をコピーしました。端末に貼り付けて実行できます。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::MessageBar</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>gossip::ui::MistakeGallery</name>
    <message>
        <source>%1, taken for %2</source>
        <extracomment>%1 is what a picture shows, %2 what the model says that it is</extracomment>
        <translation>%1 を %2 と判定</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Narrator</name>
    <message numerus="yes">
        <source>%n workers</source>
        <translation>
            <numerusform>%n台</numerusform>
        </translation>
    </message>
    <message>
        <source> and </source>
        <comment>between names of workers</comment>
        <translation>と</translation>
    </message>
    <message>
        <source>The data are being read.
The workers start by themselves as soon as they are there.</source>
        <translation>画像を読み込んでいます。
終わると、計算機が自動で学習を始めます。</translation>
    </message>
    <message numerus="yes">
        <source>%n workers are ready.</source>
        <translation>
            <numerusform>%n台の計算機が待っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused. Everything stands still.
Space goes on, F10 makes one step of every worker.</source>
        <translation>一時停止中です。
スペースキーで再開、F10で全台が1回だけ学習します。</translation>
    </message>
    <message>
        <source>%1 diverged and stopped.
The other %2 go on. A smaller learning rate helps.</source>
        <translation>%1の学習が発散しました。他の%2台は続いています。
学習率を下げると防げます。</translation>
    </message>
    <message>
        <source>The workers&apos; own models: %1 at the repair, now %2.</source>
        <translation>手元のモデルの平均は、復旧時%1、いま%2です。</translation>
    </message>
    <message>
        <source>The run is ending: last evaluation, files are written.</source>
        <translation>実験を終えています（最後の測定と記録）。</translation>
    </message>
    <message>
        <source>The run broke off; the reason stands above.
What was recorded until then is kept.</source>
        <translation>実験が途中で止まりました。理由は上に出ています。
それまでの記録は残っています。</translation>
    </message>
    <message>
        <source>The run is over.</source>
        <translation>実験が終わりました。</translation>
    </message>
    <message>
        <source>The line has been cut for %1 s. The two plants learn apart.</source>
        <translation>回線断から%1秒。2つの工場は別々に学習中。</translation>
    </message>
    <message>
        <source>The line has been cut for %1 s. The parts learn apart.</source>
        <translation>回線断から%1秒。分かれたまま別々に学習中。</translation>
    </message>
    <message>
        <source>Every worker is down. [Restore all] brings them back.</source>
        <translation>全台が故障中です。［すべて復旧］で元に戻ります。</translation>
    </message>
    <message>
        <source>Down: %1. The other %2 go on without waiting.</source>
        <translation>%1が故障中。残り%2台は止まらず学習中。</translation>
    </message>
    <message>
        <source>Slow: %1. Nobody waits for it.</source>
        <translation>%1が低速です。ほかの計算機は待ちません。</translation>
    </message>
    <message>
        <source>What it knew lives on in the others&apos; models.</source>
        <translation>学んだことは、ほかの計算機のモデルに残っています。</translation>
    </message>
    <message>
        <source>One worker learns from all the data.
This is the limit that sharing models aims at.</source>
        <translation>1台が全データで学習しています。
情報交換が目指す上限です。</translation>
    </message>
    <message>
        <source>No exchange: every worker learns from its own data only.
Their mean is a model that nobody could form.</source>
        <translation>情報交換なし。各計算機が自分のデータだけで学習中。
平均したモデルは、実際にはだれも持てません。</translation>
    </message>
    <message>
        <source>All is well. Try [Cut the line]:
what happens when the plants cannot reach each other?</source>
        <translation>順調です。［回線を切る］を押してみてください。
工場どうしがつながらないと、どうなるでしょう。</translation>
    </message>
    <message>
        <source>%1 of the messages get lost on their way.
Learning goes on with those that arrive.</source>
        <translation>情報の%1が途中で消えています。
届いた分だけで学習は続いています。</translation>
    </message>
    <message numerus="yes">
        <source>%n workers exchange their numbers now and then.</source>
        <translation>
            <numerusform>%n台が、ときどき数値を交換しています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workers learn from their own pictures</source>
        <translation>
            <numerusform>%n台が自分の画像で学びながら、</numerusform>
        </translation>
    </message>
    <message>
        <source>and send their model to a random peer now and then.</source>
        <translation>ときどきモデルをほかの1台へ送っています。</translation>
    </message>
    <message>
        <source>The mean model has reached the goal of %1 at %2.</source>
        <translation>統合モデルが目標の%1に届きました（%2）。</translation>
    </message>
    <message>
        <source>Press [Start the run]: they learn and teach each other.</source>
        <translation>［実験を始める］を押すと、学びながら教え合います。</translation>
    </message>
    <message>
        <source>The line has been back for %1 s; all learn together.</source>
        <translation>回線の復旧から%1秒。再び教え合っています。</translation>
    </message>
    <message>
        <source>The run is over. Mean model: %1 accuracy.</source>
        <translation>実験が終わりました。統合モデルの正解率は%1です。</translation>
    </message>
    <message>
        <source>[Results] shows every class and exports the model.</source>
        <translation>［結果］で種類ごとの内訳を見て、モデルを書き出せます。</translation>
    </message>
    <message>
        <source>Nobody stops. Once joined, they recover in seconds.</source>
        <translation>つなぐと数秒で元の水準に戻ります（目安）。</translation>
    </message>
    <message>
        <source>The mean model beats the limit of one plant (%1).
No picture left its plant; only models travelled.</source>
        <translation>統合モデルが1工場の上限（%1）を超えました。
画像は工場の外に出ていません。送ったのはモデルだけです。</translation>
    </message>
    <message>
        <source>Nobody can go on: every worker waits or is down.
Bring one back, restore the line, or end the run.</source>
        <translation>動ける計算機がありません：すべて待ちか故障中です。
1台を復帰させるか、回線を復旧してください。</translation>
    </message>
    <message>
        <source>All is well. Try [Cut the line]:
what happens when the halves cannot reach each other?</source>
        <translation>順調です。［回線を切る］を押してみてください。
半分ずつに分かれると、どうなるでしょう。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::PageRail</name>
    <message>
        <source>Prepare</source>
        <translation>準備</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実験</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学ぶ</translation>
    </message>
</context>
<context>
    <name>gossip::ui::PathView</name>
    <message>
        <source>The plane shows %1 of how the models move and differ.</source>
        <translation>この平面で、モデルの動きと違いの %1 が見えています。</translation>
    </message>
    <message>
        <source>distance %1; shows %2 of all movement</source>
        <translation>距離 %1・動き全体の %2 を表示</translation>
    </message>
    <message>
        <source>The paths appear once the models have moved.</source>
        <translation>モデルが動くと、ここに道すじが出ます。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::PreparePage</name>
    <message>
        <source>%1 (changed)</source>
        <translation>%1（変更あり）</translation>
    </message>
    <message>
        <source>A run is going on. End it first.</source>
        <translation>実験中です。先に終えてください。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Model and training</source>
        <translation>モデルと学習</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>計算機</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>学習方式</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>回線</translation>
    </message>
    <message>
        <source>End</source>
        <translation>終わり方</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>正解率の測り方</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>実験条件</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>%1へ移動</translation>
    </message>
    <message>
        <source>Ready scenarios</source>
        <translation>用意された実験</translation>
    </message>
    <message>
        <source>Bring back my changes</source>
        <translation>変更を元に戻す</translation>
    </message>
    <message>
        <source>A run is going on. What you change here counts for the next run.</source>
        <translation>実験中です。ここでの変更は次の実験から使われます。</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>実験を始める</translation>
    </message>
    <message>
        <source>Save scenario…</source>
        <translation>実験条件を保存…</translation>
    </message>
</context>
<context>
    <name>gossip::ui::PreviewPanel</name>
    <message>
        <source>Who gets which pictures</source>
        <translation>どの計算機にどの画像を配るか</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>この条件から分かること</translation>
    </message>
    <message>
        <source>This scenario needs no pictures: every worker holds a row of numbers.</source>
        <translation>この実験に画像は要りません。各計算機が数の列を持ちます。</translation>
    </message>
    <message>
        <source>The picture appears once the data were loaded by a run.</source>
        <translation>実験でデータを読み込むと、ここに図が出ます。</translation>
    </message>
    <message>
        <source>One machine holds all pictures.</source>
        <translation>1台がすべての画像を持ちます。</translation>
    </message>
    <message>
        <source>Classes: %1.</source>
        <translation>種類：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 Computed for equally large classes.</source>
        <translation>%1各種類が同じ枚数として計算しています。</translation>
    </message>
    <message>
        <source>The model has %1 parameters.</source>
        <translation>モデルの値（パラメーター）は%1個です。</translation>
    </message>
    <message>
        <source>Ease of spreading (spectral gap): after the run</source>
        <translation>広まりやすさ（スペクトルギャップ）：実験後に分かります</translation>
    </message>
    <message>
        <source>With so many workers it takes a while to compute; summary.json has it.</source>
        <translation>台数が多く、計算に時間がかかります。summary.json に記録されます。</translation>
    </message>
    <message>
        <source>Ease of spreading (spectral gap): %1</source>
        <translation>広まりやすさ（スペクトルギャップ）：%1</translation>
    </message>
    <message>
        <source>From 0 to 1, given by the topology. 1: after one round in which everybody averages with all neighbours, all agree.</source>
        <translation>つなぎ方で決まる0～1の値です。1なら、全員が隣と平均を1回とるだけで、全員の値がそろいます。</translation>
    </message>
    <message>
        <source>From 0 to 1, given by the topology. Differences halve in about %1 rounds in which everybody averages with all neighbours.</source>
        <translation>つなぎ方で決まる0～1の値です。全員が隣と平均をとることを約%1回くり返すと、ばらつきが半分になります。</translation>
    </message>
    <message>
        <source>Nobody sends anything.</source>
        <translation>何も送りません。</translation>
    </message>
    <message>
        <source>One exchange sends %1.</source>
        <translation>1回の情報交換で%1を送ります。</translation>
    </message>
    <message>
        <source>Expected: %1 messages in one step of all %2 workers, that is %3 for each.</source>
        <translation>見込み：%2台が1回学習するごとに%1件、1台あたり%3です。</translation>
    </message>
    <message>
        <source>In 1,000 steps of each worker: about %1.</source>
        <translation>各計算機が1,000回学習すると約%1です。</translation>
    </message>
    <message>
        <source>These pictures are not on this computer yet. %1</source>
        <translation>この画像はまだこのPCにありません。%1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::RaceBars</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1: %2, accuracy %3, %4 sent</source>
        <translation>%1: %2、正解率 %3、送ったデータ量 %4</translation>
    </message>
    <message>
        <source>goal not reached</source>
        <translation>目標に届かず</translation>
    </message>
    <message>
        <source>Race: time to the goal of each protocol</source>
        <translation>方式比較: 方式ごとの目標到達時間</translation>
    </message>
    <message>
        <source>Data to the goal</source>
        <translation>目標までのデータ量</translation>
    </message>
    <message>
        <source>Final accuracy</source>
        <translation>最終正解率</translation>
    </message>
    <message>
        <source>Time to %1 accuracy</source>
        <translation>正解率 %1 までの時間</translation>
    </message>
    <message>
        <source>Time to the goal</source>
        <translation>目標までの時間</translation>
    </message>
    <message>
        <source>Goal not reached (ended at %1)</source>
        <translation>目標に届かず（打ち切り %1）</translation>
    </message>
    <message>
        <source>%1 of %2 seeds reached the goal</source>
        <translation>乱数の種 %2 個のうち %1 個が目標に到達</translation>
    </message>
</context>
<context>
    <name>gossip::ui::RaceCurves</name>
    <message>
        <source>Accuracy of each protocol in the race</source>
        <translation>方式比較: 方式ごとの正解率</translation>
    </message>
    <message>
        <source>Time of the race [s]</source>
        <translation>経過時間 [秒]</translation>
    </message>
    <message>
        <source>Data sent</source>
        <translation>送ったデータ量</translation>
    </message>
    <message>
        <source>Steps of all workers</source>
        <translation>全員の学習回数</translation>
    </message>
    <message>
        <source>Accuracy [%]</source>
        <translation>正解率 [%]</translation>
    </message>
    <message>
        <source>Goal %1</source>
        <translation>目標 %1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::RacePage</name>
    <message numerus="yes">
        <source>%n protocols</source>
        <translation>
            <numerusform>%n 方式</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the pictures</source>
        <translation>画像を読んでいます</translation>
    </message>
    <message>
        <source>The race is ending</source>
        <translation>終了処理中です</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>進行中です</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残りおよそ %1</translation>
    </message>
    <message>
        <source>Who reaches the goal first?</source>
        <translation>目標に先に届くのはどの方式でしょう。</translation>
    </message>
    <message>
        <source>Let protocols race</source>
        <translation>学習方式を比べる</translation>
    </message>
    <message>
        <source>A run is going on. End it first; then the race has all cores.</source>
        <translation>実験中です。先に終えてください。終えると、比較がすべてのコアを使えます。</translation>
    </message>
    <message>
        <source>All learn from the same pictures with the same start and the same faults. Here it will say who was first, by how much, and at what price.</source>
        <translation>同じ画像、同じ初期モデル、同じ障害で学びます。どの方式がどれだけ速く、何を失ったかがここに出ます。</translation>
    </message>
    <message>
        <source>This workload has no accuracy that could be raced for. Open a scenario that trains a network.</source>
        <translation>この実験条件には比べる正解率がありません。学習を行う実験条件を開いてください。</translation>
    </message>
    <message>
        <source>Seconds are virtual time (simulation).</source>
        <translation>秒は仮想時間（シミュレーション）です。</translation>
    </message>
    <message>
        <source>Seconds are this PC&apos;s real time, one protocol after the other.</source>
        <translation>秒はこのPCの実時間で、1方式ずつ順に走ります。</translation>
    </message>
    <message>
        <source>Start the race</source>
        <translation>比較を始める</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>One slow, 100 Mbit/s, 20 ms</source>
        <translation>1台だけ低速、100 Mbit/s、20 ms</translation>
    </message>
    <message>
        <source>As the scenario says</source>
        <translation>実験条件のとおり</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>時計</translation>
    </message>
    <message>
        <source>Virtual time</source>
        <translation>仮想時間</translation>
    </message>
    <message>
        <source>Real time of this PC</source>
        <translation>このPCの実時間</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> 周回</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>乱数の種</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>図（PNG）…</translation>
    </message>
    <message>
        <source>Picture (SVG)…</source>
        <translation>図（SVG）…</translation>
    </message>
    <message>
        <source>Figures (CSV)…</source>
        <translation>数値（CSV）…</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>コマンドとしてコピー</translation>
    </message>
    <message>
        <source>Who is first</source>
        <translation>速さ</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>推移</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>時間で</translation>
    </message>
    <message>
        <source>Over data sent</source>
        <translation>データ量で</translation>
    </message>
    <message>
        <source>Over steps</source>
        <translation>学習回数で</translation>
    </message>
    <message>
        <source>Save the race</source>
        <translation>比較を保存</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 に書き込めません。</translation>
    </message>
    <message numerus="yes">
        <source>%n workers</source>
        <translation>
            <numerusform>%n台</numerusform>
        </translation>
    </message>
    <message>
        <source>the slowest at 1/%1 of the speed</source>
        <translation>いちばん遅い1台は 1/%1 の速さ</translation>
    </message>
    <message>
        <source>lines of %1 Mbit/s</source>
        <translation>回線 %1 Mbit/s</translation>
    </message>
    <message>
        <source>lines without limit</source>
        <translation>回線は無制限</translation>
    </message>
    <message>
        <source>latency %1 ms</source>
        <translation>遅延 %1 ms</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>消失 %1</translation>
    </message>
    <message>
        <source>%1 ms a step</source>
        <translation>1回 %1 ms</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between conditions</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>.</source>
        <comment>after conditions</comment>
        <translation>。</translation>
    </message>
    <message>
        <source>Starts the race of the picked protocols. Each gets the same data, the same initial model and the same faults.</source>
        <translation>選んだ方式の比較を始めます。どの方式も、データ、初期モデル、障害は同じです。</translation>
    </message>
    <message>
        <source>Ends the race after the steps in flight. What was measured until then stays on the screen and in its folder.</source>
        <translation>進行中の学習が終わりしだい比較を終えます。それまでの測定値は画面とフォルダーに残ります。</translation>
    </message>
    <message>
        <source>Protocols in the race</source>
        <translation>比べる方式</translation>
    </message>
    <message>
        <source>Which protocols take part. Four take part at first; all others of this program can be added.</source>
        <translation>どの方式を比べるかを選びます。最初は4方式で、ほかの方式も加えられます。</translation>
    </message>
    <message>
        <source>Under which conditions they race. The usual ones have one machine four times slower than the others and an ordinary line between them.</source>
        <translation>どの条件で比べるかを選びます。標準の条件では、1台だけ4倍遅く、回線はふつうの速さです。</translation>
    </message>
    <message>
        <source>Virtual time models how long steps and transfers take, so that speeds can be compared. Real time shares this PC&apos;s cores among all workers and says little about speed.</source>
        <translation>仮想時間では、学習と通信にかかる時間を計算するので、速さを比べられます。実時間ではこのPCのコアを全員で分け合うため、速さの比較には向きません。</translation>
    </message>
    <message>
        <source>Longest distance</source>
        <translation>打ち切り</translation>
    </message>
    <message>
        <source>Who has not reached the goal after so many epochs has missed it. More epochs take longer and show the final quality better.</source>
        <translation>この周回までに目標に届かない方式は「届かず」になります。増やすと時間がかかり、最終的な正解率がよく分かります。</translation>
    </message>
    <message>
        <source>How often the race is repeated with other random draws. With several the whiskers show whether a difference is more than chance.</source>
        <translation>乱数を変えて何回繰り返すかです。複数にすると、差が偶然かどうかをひげの長さで判断できます。</translation>
    </message>
    <message>
        <source>Saves the picture or the figures, or copies the command line that repeats this race. Nothing leaves this PC by itself.</source>
        <translation>図や数値を保存したり、同じ比較を行うコマンドをコピーしたりします。このPCの外へ自動で送られることはありません。</translation>
    </message>
    <message>
        <source>Draws the accuracy over this quantity. Time shows who is fast, data sent who is thrifty, steps who learns most from each.</source>
        <translation>この量に沿って正解率を描きます。時間は速さ、データ量は通信の少なさ、学習回数は1回ごとの効率を示します。</translation>
    </message>
    <message>
        <source>Picture of the race</source>
        <translation>方式比較の図</translation>
    </message>
    <message>
        <source>Chooses between the bars, which say who was first, and the curves. Both show the same race.</source>
        <translation>速さを示す棒と、推移のグラフを切り替えます。どちらも同じ比較です。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ResultsPage</name>
    <message>
        <source>Mean model</source>
        <translation>統合モデル</translation>
    </message>
    <message>
        <source>Data sent</source>
        <translation>送ったデータ量</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1件</translation>
    </message>
    <message>
        <source>At the end not all workers could reach each other. Nobody could have formed the mean model: its accuracy is that of all workers collected in one place.</source>
        <translation>終了時、互いにつながらない計算機がありました。統合モデルはだれにも作れません。この正解率は全員分を1か所に集めた場合の値です。</translation>
    </message>
    <message>
        <source>If all were collected</source>
        <translation>全員分を集めた場合</translation>
    </message>
    <message>
        <source>of the test pictures
are right</source>
        <translation>確認用画像の
正解率</translation>
    </message>
    <message>
        <source>after %1 sent</source>
        <translation>通信量 %1</translation>
    </message>
    <message>
        <source>Time to %1</source>
        <translation>%1までの時間</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>目標に届かず</translation>
    </message>
    <message>
        <source>Workers&apos; own models</source>
        <translation>手元のモデル</translation>
    </message>
    <message>
        <source>mean
lowest %1</source>
        <translation>平均
最低 %1</translation>
    </message>
    <message>
        <source>Model spread</source>
        <translation>モデルのばらつき</translation>
    </message>
    <message>
        <source>consensus distance</source>
        <translation>合意距離</translation>
    </message>
    <message>
        <source>Relative spread</source>
        <translation>ばらつき（相対）</translation>
    </message>
    <message>
        <source>part of the mean&apos;s length</source>
        <translation>平均の大きさとの比</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>学習回数</translation>
    </message>
    <message>
        <source>of all workers</source>
        <translation>全台の合計</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n台</numerusform>
        </translation>
    </message>
    <message>
        <source>virtual time (simulation), %1</source>
        <translation>仮想時間（シミュレーション） %1</translation>
    </message>
    <message>
        <source>real time of this PC, %1</source>
        <translation>このPCの実時間 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>乱数の種 %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation>・</translation>
    </message>
    <message>
        <source>%1, %2 right</source>
        <translation>%1、正解率 %2</translation>
    </message>
    <message>
        <source>Class by class (%1)</source>
        <translation>種類ごとの内訳（%1）</translation>
    </message>
    <message>
        <source>Class by class</source>
        <translation>種類ごとの内訳</translation>
    </message>
    <message>
        <source>What it is taken for (confusion matrix)</source>
        <translation>判定の内訳（混同行列）</translation>
    </message>
    <message>
        <source>Rows: what the picture shows. Columns: what the model says.</source>
        <translation>行：実際の種類。列：モデルの判定。</translation>
    </message>
    <message>
        <source>Filled at the end of the run, or now by “Evaluate now”.</source>
        <translation>実験が終わるか、［いま測る］を押すと表示されます。</translation>
    </message>
    <message>
        <source>Most frequent mistakes</source>
        <translation>多い間違い</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3</source>
        <translation>%1を%2と判定：%3枚</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>ありません。</translation>
    </message>
    <message>
        <source>Every class&apos;s scores appear here when the run ends, or now by “Evaluate now”.</source>
        <translation>実験が終わるか、［いま測る］を押すと、種類ごとの成績がここに出ます。</translation>
    </message>
    <message>
        <source>Once a run has begun, the model&apos;s accuracy, its mistakes and everything to take away are here.</source>
        <translation>実験を始めると、モデルの正解率、間違いの内訳、書き出しがここにそろいます。</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>実験を始める</translation>
    </message>
    <message>
        <source>Scores of every class</source>
        <translation>種類ごとの成績</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>判定の内訳（混同行列）</translation>
    </message>
    <message>
        <source>Not all workers can reach each other now. Nobody can form the mean model: its accuracy is that of all workers collected in one place.</source>
        <translation>いまは互いに届かない計算機があります。統合モデルは誰にも作れません。表示の正解率は、全員分を1か所に集めた場合の値です。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::RunBar</name>
    <message>
        <source>Go on  F5</source>
        <translation>再開する  F5</translation>
    </message>
    <message>
        <source>Start again  F5</source>
        <translation>もう一度始める  F5</translation>
    </message>
    <message>
        <source>Start the run  F5</source>
        <translation>実験を始める  F5</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了処理中…</translation>
    </message>
    <message>
        <source>Reading data…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>実験中</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>スペースキー</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1ステップ</translation>
    </message>
    <message>
        <source>One step of every worker (F10)</source>
        <translation>全台が1回だけ学習します（F10）</translation>
    </message>
    <message>
        <source>End</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Ends the run, evaluates and writes everything (Shift+F5)</source>
        <translation>実験を終え、正解率を測り、すべて記録します（Shift+F5）</translation>
    </message>
    <message>
        <source>See the results</source>
        <translation>結果を見る</translation>
    </message>
    <message>
        <source>Reading the pictures</source>
        <translation>画像を読み込んでいます</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取りやめる</translation>
    </message>
    <message>
        <source>Virtual time (simulation)  %1</source>
        <translation>仮想時間（シミュレーション）  %1</translation>
    </message>
    <message>
        <source>Real time of this PC  %1</source>
        <translation>このPCの実時間  %1</translation>
    </message>
    <message>
        <source>%1 ms a step, however fast this PC is</source>
        <translation>1ステップ %1 ミリ秒（このPCの速さによりません）</translation>
    </message>
    <message>
        <source>%1 workers share %2 cores; speeds are compared in [Compare]</source>
        <translation>%1台を%2コアで分担・速さの比較は［比較］で</translation>
    </message>
    <message>
        <source>Speeds are compared in [Compare]</source>
        <translation>速さの比較は［比較］で</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速さ</translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation>できるだけ速く</translation>
    </message>
    <message>
        <source>%1 × real time</source>
        <translation>実時間の%1倍</translation>
    </message>
    <message>
        <source>How fast virtual time passes at most, beside real time.</source>
        <translation>仮想時間を、実際の時間に対して最大でどれだけ速く進めるかを決めます。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::RunEdits</name>
    <message>
        <source>Nothing runs now.
Start a run first; then this acts at once.</source>
        <translation>いま動いている実験はありません。
実験を始めると、すぐに効きます。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 ほか%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>すべて復旧</translation>
    </message>
    <message>
        <source>Links changed</source>
        <translation>つなぎ方の変更</translation>
    </message>
    <message>
        <source>The time of this entry has come.
What has happened stays.</source>
        <translation>この予定の時刻は過ぎました。
起きたことは変えられません。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ScenarioFiles</name>
    <message>
        <source>A run is going on. End it first; then another scenario can be opened.</source>
        <translation>実験中です。終えてから、ほかの実験条件を開いてください。</translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation>実験条件を開く</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>実験条件 (*.json)</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>実験フォルダーを開く</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>実験条件を保存</translation>
    </message>
    <message>
        <source>Save with what was disturbed</source>
        <translation>起こした障害ごと保存</translation>
    </message>
    <message>
        <source>Gossip Lab</source>
        <translation>Gossip Lab</translation>
    </message>
    <message>
        <source>The scenario &quot;%1&quot; was changed. Save it?</source>
        <translation>実験条件「%1」は変更されています。保存しますか。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>保存しない</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>%1 (The first example is open instead.)</source>
        <translation>%1（代わりに最初の実験を開きました）</translation>
    </message>
    <message>
        <source>%1 is neither a scenario nor part of a run folder. Drop a scenario (JSON), a run folder or one of its files.</source>
        <translation>%1 は実験条件でも実験フォルダーの一部でもありません。実験条件（JSON）、実験フォルダー、またはその中のファイルをドロップしてください。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ScenarioList</name>
    <message>
        <source>Scenarios that come with the program</source>
        <translation>プログラムに付属の実験条件</translation>
    </message>
</context>
<context>
    <name>gossip::ui::ScrubBar</name>
    <message>
        <source>live</source>
        <translation>いま</translation>
    </message>
    <message>
        <source>Look back over the run</source>
        <translation>実験をさかのぼって見る</translation>
    </message>
    <message>
        <source>Drag to look back; End goes back to live</source>
        <translation>つまみを動かすとさかのぼれます。Endでいまに戻ります</translation>
    </message>
    <message>
        <source>Drag it to the left to look back: map, figures, charts and details then show that moment, while the run goes on. The right end, or the key End, is back to live.</source>
        <translation>左へ動かすと、地図・数字・グラフ・詳細がその時点の様子になり、実験はそのまま続きます。右端かEndキーでいまに戻ります。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::SignLegend</name>
    <message>
        <source>Machines</source>
        <translation>計算機</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>What the signs mean</source>
        <translation>記号の意味</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Signs</name>
    <message>
        <source>running; filled up to its own accuracy</source>
        <translation>稼働中（塗りの高さが自分の正解率）</translation>
    </message>
    <message>
        <source>line cut</source>
        <translation>回線断</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>sends broken data</source>
        <translation>壊れたデータを送信中</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>選択中</translation>
    </message>
    <message>
        <source>server and the messages that wait there</source>
        <translation>中央サーバーと順番待ち</translation>
    </message>
    <message>
        <source>a model on its way</source>
        <translation>送信中のモデル</translation>
    </message>
    <message>
        <source>late, or sent again</source>
        <translation>遅れ・再送</translation>
    </message>
    <message>
        <source>stale: the sender has long learned on</source>
        <translation>古い情報（送り手は学習が進んだ）</translation>
    </message>
    <message>
        <source>request</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>返答</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>rejected by the receiver</source>
        <translation>受け取り拒否</translation>
    </message>
</context>
<context>
    <name>gossip::ui::StatusLine</name>
    <message>
        <source>%1 pictures/s</source>
        <translation>毎秒 %1枚</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>記録していません</translation>
    </message>
    <message>
        <source>Recording: %1</source>
        <translation>記録：%1</translation>
    </message>
    <message>
        <source>Pictures never leave this PC</source>
        <translation>画像はこのPCの外に出ません</translation>
    </message>
    <message>
        <source>%1 frames/s drawn</source>
        <translation>描画 %1 fps</translation>
    </message>
    <message>
        <source>This PC reaches %1 % of the speed that was set</source>
        <translation>このPCでは設定の%1 %の速さです</translation>
    </message>
    <message>
        <source>%1 samples not drawn</source>
        <translation>%1件は描画を省略</translation>
    </message>
    <message>
        <source>Recorded in %1</source>
        <translation>記録先：%1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::TimeChart</name>
    <message>
        <source>To the newest</source>
        <translation>最新へ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a line&apos;s name, %2 its value at the pointer</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>The first measurement is on its way.</source>
        <translation>最初の測定を待っています。</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>PNGで保存…</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>SVGで保存…</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>図 (*.svg)</translation>
    </message>
    <message>
        <source>Save values as CSV…</source>
        <translation>値をCSVで保存…</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>表で見る</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder, or free some space.</source>
        <translation>%1 に書き込めませんでした。別のフォルダーを選ぶか、空きを増やしてください。</translation>
    </message>
    <message>
        <source>virtual time [s]</source>
        <translation>経過時間 [秒]（仮想時間）</translation>
    </message>
    <message>
        <source>real time [s]</source>
        <translation>経過時間 [秒]（実時間）</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Timeline</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1  %2 (planned)</source>
        <translation>%1  %2（予定）</translation>
    </message>
    <message>
        <source>Timeline of the faults</source>
        <translation>障害のタイムライン</translation>
    </message>
    <message>
        <source>Click on the line to plan a fault for a time</source>
        <translation>線をクリックすると、その時刻に障害を予定できます</translation>
    </message>
    <message>
        <source>for %1 s</source>
        <translation>%1秒間</translation>
    </message>
    <message>
        <source>Drag to move, double click to edit.</source>
        <translation>引いて移動、ダブルクリックで編集。</translation>
    </message>
    <message>
        <source>Plan: %1</source>
        <translation>予定：%1</translation>
    </message>
    <message>
        <source>Delete: %1</source>
        <translation>削除：%1</translation>
    </message>
    <message>
        <source>Edit: %1</source>
        <translation>編集：%1</translation>
    </message>
    <message>
        <source>Move: %1</source>
        <translation>移動：%1</translation>
    </message>
    <message>
        <source>Duration: %1</source>
        <translation>長さ：%1</translation>
    </message>
    <message>
        <source>Edit…	Enter</source>
        <translation>編集…	Enter</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>削除	Del</translation>
    </message>
    <message>
        <source>Plan for %1</source>
        <translation>%1に予定</translation>
    </message>
    <message>
        <source>Crash %1</source>
        <translation>%1を故障させる</translation>
    </message>
    <message>
        <source>Bring %1 back</source>
        <translation>%1を復帰させる</translation>
    </message>
    <message>
        <source>Slow %1 down</source>
        <translation>%1を遅くする</translation>
    </message>
    <message>
        <source>%1 sends broken data</source>
        <translation>%1が壊れたデータを送る</translation>
    </message>
    <message>
        <source>Cut the line of %1</source>
        <translation>%1の回線を切る</translation>
    </message>
    <message>
        <source>Cut the line between the groups</source>
        <translation>拠点の間の回線を切る</translation>
    </message>
    <message>
        <source>Restore the line</source>
        <translation>回線を復旧</translation>
    </message>
    <message>
        <source>Change the network</source>
        <translation>回線の状態を変える</translation>
    </message>
    <message>
        <source>Change the exchange frequency</source>
        <translation>情報交換の頻度を変える</translation>
    </message>
    <message>
        <source>What has happened stays; undo plays the opposite.</source>
        <translation>起きたことは変えられません。元に戻すと逆の操作をします。</translation>
    </message>
    <message>
        <source>The plan cannot be edited just now.</source>
        <translation>いまは予定を編集できません。</translation>
    </message>
    <message>
        <source>What has happened stays; undo plays the opposite.
What is still to come can be edited.</source>
        <translation>起きたことは変えられません（元に戻すと逆の操作）。
まだ起きていない予定は編集できます。</translation>
    </message>
    <message>
        <source>This time is over.
Faults can be planned for times to come.</source>
        <translation>この時刻は過ぎました。
障害は、これからの時刻に予定できます。</translation>
    </message>
    <message>
        <source>The time of this entry has come.
What has happened stays.</source>
        <translation>この予定の時刻は過ぎました。
起きたことは変えられません。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::TrafficChart</name>
    <message>
        <source>Sent</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>All-reduce (computed)</source>
        <translation>全員同期（計算値）</translation>
    </message>
    <message>
        <source>Data sent [MB]</source>
        <translation>送ったデータ量 [MB]</translation>
    </message>
    <message>
        <source>Start the experiment and the data sent appear here.</source>
        <translation>実験を始めると、ここに送ったデータ量が出ます。</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Why</name>
    <message>
        <source>Since the cut at %1 the own models of %2 have fallen from %3 to %4: they no longer hear of what only the others see.</source>
        <translation>%1 の回線断から、%2 の手元のモデルは %3 から %4 に下がりました。相手だけが見ているものの情報が届かないためです。</translation>
    </message>
    <message>
        <source>Since the cut at %1 the own models of %2 have stood still: %3, then %4.</source>
        <translation>%1 の回線断から、%2 の手元のモデルは伸びていません（%3 → %4）。</translation>
    </message>
    <message>
        <source>The own models of %2 have gone on rising since the cut at %1: from %3 to %4.</source>
        <translation>%1 の回線断のあとも、%2 の手元のモデルは %3 から %4 に上がりました。</translation>
    </message>
    <message>
        <source>Since the repair at %1 the workers&apos; own models have risen from %2 to %3: they learn together again.</source>
        <translation>%1 の復旧から、手元のモデルは %2 から %3 に上がりました。また一緒に学んでいます。</translation>
    </message>
    <message>
        <source>%2 went down at %1. The mean model kept its level: %3 before, %4 after.</source>
        <translation>%1 に %2 が故障しました。統合モデルは水準を保っています（前 %3、後 %4）。</translation>
    </message>
    <message>
        <source>%2 went down at %1. The mean model has fallen since, from %3 to %4.</source>
        <translation>%1 に %2 が故障しました。統合モデルはその後 %3 から %4 に下がりました。</translation>
    </message>
    <message>
        <source>Since the network changed at %1, %2 of the messages were lost. The mean model: %3 before, %4 after.</source>
        <translation>%1 に回線の条件が変わってから、送ったデータの %2 が消失しました。統合モデルは前 %3、後 %4。</translation>
    </message>
    <message>
        <source>Since the cut at %1 the parts have drifted apart: the divergence rose from %2 to %3.</source>
        <translation>%1 の回線断から、分かれた側どうしのモデルが離れています。ばらつきは %2 から %3 に増えました。</translation>
    </message>
    <message>
        <source>At %1 the learning rate fell. Smaller steps lead the workers less far apart: divergence %2, then %3.</source>
        <translation>%1 に学習率が下がりました。歩幅が小さくなり、計算機どうしが離れにくくなります（ばらつき %2 → %3）。</translation>
    </message>
    <message>
        <source>Since %1 exchange happens after %2 of the steps: the divergence rose from %3 to %4.</source>
        <translation>%1 から情報交換の頻度は %2 です。ばらつきは %3 から %4 に増えました。</translation>
    </message>
    <message>
        <source>Since %1 exchange happens after %2 of the steps: the divergence fell from %3 to %4.</source>
        <translation>%1 から情報交換の頻度は %2 です。ばらつきは %3 から %4 に減りました。</translation>
    </message>
    <message>
        <source>%2 became slow at %1, nobody waited: the others made %3 steps a second before, %4 after.</source>
        <translation>%1 に %2 が低速になりましたが、だれも待っていません。ほかの計算機の学習回数は毎秒 %3 回 → %4 回。</translation>
    </message>
    <message>
        <source>%2 became slow at %1 and the others with it: %3 steps a second before, %4 after.</source>
        <translation>%1 に %2 が低速になり、ほかの計算機も遅くなりました。学習回数は毎秒 %3 回 → %4 回。</translation>
    </message>
    <message>
        <source>The mean model reached the goal of %1 at %2, after %3 of traffic.</source>
        <translation>統合モデルが %2 に目標 %1 に届きました。それまでに送ったデータ量は %3 です。</translation>
    </message>
    <message>
        <source>At %2 the mean model passed %1, the most that one plant&apos;s kinds of pictures allow: knowledge of the others has arrived.</source>
        <translation>%2 に統合モデルが %1（1工場の種類だけで当てられる上限）を超えました。相手の知識が届いています。</translation>
    </message>
    <message>
        <source>The numbers of %1 left all bounds at %2. It stopped, sends nothing and counts no longer.</source>
        <translation>%2 に %1 の計算が発散しました。停止し、何も送らず、平均にも入りません。</translation>
    </message>
    <message>
        <source>%1 refused damaged data of %3 at %2, so its own model is unharmed.</source>
        <translation>%2 に %1 は %3 からの壊れたデータの受け取りを拒否しました。手元のモデルは無事です。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::WhyPanel</name>
    <message>
        <source>Why?</source>
        <translation>なぜ？</translation>
    </message>
    <message>
        <source>Disturb the run. Five seconds later it says here what has changed, with the measured numbers.</source>
        <translation>障害を試してください。5秒後に、何が変わったかを測定値とともにここに示します。</translation>
    </message>
    <message>
        <source>Why? What the numbers show</source>
        <translation>なぜ？ 数値が示すこと</translation>
    </message>
</context>
<context>
    <name>gossip::ui::Words</name>
    <message>
        <source>even (IID)</source>
        <translation>均等に配る（IID）</translation>
    </message>
    <message>
        <source>skewed (Dirichlet)</source>
        <translation>偏らせる（Dirichlet）</translation>
    </message>
    <message>
        <source>in sorted slices (shards)</source>
        <translation>種類順に束で配る（shards）</translation>
    </message>
    <message>
        <source>a few classes each</source>
        <translation>1台に数種類だけ</translation>
    </message>
    <message>
        <source>different amounts</source>
        <translation>枚数に差をつける</translation>
    </message>
    <message>
        <source>classes by plant</source>
        <translation>拠点ごとに種類を分ける</translation>
    </message>
    <message>
        <source>training a network</source>
        <translation>ネットワークの学習</translation>
    </message>
    <message>
        <source>averaging only, no data</source>
        <translation>平均だけ（データなし）</translation>
    </message>
    <message>
        <source>random walk, no data</source>
        <translation>ランダムウォーク（データなし）</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>一定</translation>
    </message>
    <message>
        <source>drops in steps</source>
        <translation>段階的に下げる</translation>
    </message>
    <message>
        <source>falls smoothly (cosine)</source>
        <translation>なめらかに下げる（cosine）</translation>
    </message>
    <message>
        <source>as the protocol needs</source>
        <translation>学習方式に合わせる</translation>
    </message>
    <message>
        <source>send and forget (best-effort)</source>
        <translation>送りっぱなし</translation>
    </message>
    <message>
        <source>resend until delivered (reliable)</source>
        <translation>届くまで再送</translation>
    </message>
    <message>
        <source>everyone with everyone</source>
        <translation>全台どうし</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>輪</translation>
    </message>
    <message>
        <source>real time of this PC</source>
        <translation>このPCの実時間</translation>
    </message>
    <message>
        <source>virtual time (simulation)</source>
        <translation>仮想時間（シミュレーション）</translation>
    </message>
    <message>
        <source>softmax (one layer)</source>
        <translation>softmax（1層）</translation>
    </message>
    <message>
        <source>MLP (256, 128)</source>
        <translation>MLP（256、128）</translation>
    </message>
    <message>
        <source>LeNet-5 (small picture network)</source>
        <translation>LeNet-5（小さな画像用）</translation>
    </message>
    <message>
        <source>EASGD-CNN (7 layers, slower)</source>
        <translation>EASGD-CNN（7層、低速）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>running</source>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>低速</translation>
    </message>
    <message>
        <source>down</source>
        <translation>故障中</translation>
    </message>
    <message>
        <source>coming back</source>
        <translation>復帰中</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>発散</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待ち</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>終了処理中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>ended by hand</source>
        <translation>手動で終了</translation>
    </message>
    <message>
        <source>stood still</source>
        <translation>停止（続行不可）</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>途中で停止</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>中央サーバー</translation>
    </message>
    <message>
        <source>grid (torus)</source>
        <translation>格子（トーラス）</translation>
    </message>
    <message>
        <source>1, 2, 4, … places ahead (exponential)</source>
        <translation>1、2、4、…台先（exponential）</translation>
    </message>
    <message>
        <source>exponential, one at a time</source>
        <translation>exponential（一度に1台）</translation>
    </message>
    <message>
        <source>star</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>random links (Erdős–Rényi)</source>
        <translation>無作為（Erdős–Rényi）</translation>
    </message>
    <message>
        <source>ring with shortcuts (small world)</source>
        <translation>近道のある輪（small world）</translation>
    </message>
    <message>
        <source>own list of links</source>
        <translation>自分で書いたつながり</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>32 bits (f32)</source>
        <translation>32ビット（f32）</translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation>16ビット（bf16）</translation>
    </message>
    <message>
        <source>8 bits (int8)</source>
        <translation>8ビット（int8）</translation>
    </message>
    <message>
        <source>the largest changes (top-k)</source>
        <translation>大きい変化だけ（top-k）</translation>
    </message>
    <message>
        <source>by distance (consensus)</source>
        <translation>ずれで調整</translation>
    </message>
    <message>
        <source>by the line (network)</source>
        <translation>回線で調整</translation>
    </message>
    <message>
        <source>by schedule</source>
        <translation>予定どおり</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a worker&apos;s name, %n how many others are with it</extracomment>
        <translation>
            <numerusform>%1ほか%n台</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::WorkerItem</name>
    <message numerus="yes">
        <source>%1: %n waiting</source>
        <translation>
            <numerusform>%1：%n件待ち</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::WorkerPanel</name>
    <message>
        <source>No worker selected</source>
        <translation>計算機が選ばれていません</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>復帰させる</translation>
    </message>
    <message>
        <source>Take down</source>
        <translation>故障させる</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>元の速さに</translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation>遅くする</translation>
    </message>
    <message>
        <source>Which pictures it learns from appears here once a run has loaded them.</source>
        <translation>実験がデータを読み込むと、どの画像で学習するかがここに出ます。</translation>
    </message>
    <message>
        <source>%1 pictures, %2 of %3 classes</source>
        <translation>%1 枚、%3 分類のうち %2 分類</translation>
    </message>
    <message>
        <source>Stops this worker at once, or brings it back. The others go on without it.</source>
        <translation>この計算機をすぐに止め、または復帰させます。ほかの計算機はそのまま続けます。</translation>
    </message>
    <message>
        <source>Makes this worker four times slower, or lets it run at its own speed again. Nobody waits for it unless the protocol says so.</source>
        <translation>この計算機を4分の1の速さにし、または元の速さに戻します。学習方式が決めていないかぎり、だれもこの1台を待ちません。</translation>
    </message>
    <message>
        <source>Accuracy [%]</source>
        <translation>正解率 [%]</translation>
    </message>
    <message>
        <source>Share of test pictures that this worker&apos;s own model gets right, at each evaluation. Mixing in others&apos; models lifts it above what its own data could teach it.</source>
        <translation>評価のたびに測った、この計算機の手元のモデルの正解率です。ほかのモデルを混ぜると、自分のデータだけで届く値より高くなります。</translation>
    </message>
    <message>
        <source>Mean loss of this worker&apos;s own batches between two records. It falls as the model fits the pictures that this worker holds.</source>
        <translation>記録と記録の間に、この計算機が学習した分の平均の誤差です。手元の画像に合ってくるほど下がります。</translation>
    </message>
    <message>
        <source>Exchange frequency [%]</source>
        <translation>情報交換の頻度 [%]</translation>
    </message>
    <message>
        <source>How often a step of this worker is followed by sending its model (exchange probability p). The slider and the timeline change it while the run goes on.</source>
        <translation>この計算機が1回学習したあとにモデルを送る割合です（交換確率 p）。スライダーや障害の予定で、実験中に変わります。</translation>
    </message>
    <message>
        <source>What data it holds</source>
        <translation>持っているデータ</translation>
    </message>
    <message>
        <source>Training pictures of this worker by class</source>
        <translation>この計算機の学習用画像の内訳</translation>
    </message>
    <message>
        <source>How many training pictures of each class this worker learns from. All workers&apos; bars have the same scale, so that they compare.</source>
        <translation>この計算機が学習に使う画像の枚数を、分類ごとに示します。棒の目盛りはどの計算機でも同じなので、比べられます。</translation>
    </message>
    <message>
        <source>Mean training loss [nat]</source>
        <translation>誤差の平均 [nat]</translation>
    </message>
</context>
<context>
    <name>gossip::ui::WorkerTableModel</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>学習回数</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>ばらつき</translation>
    </message>
    <message>
        <source>Weight w</source>
        <translation>発言力 w</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>受信待ち</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>情報の古さ</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速さ</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>The worker&apos;s name</source>
        <translation>計算機の名前</translation>
    </message>
    <message>
        <source>What the worker does now</source>
        <translation>いまの状態</translation>
    </message>
    <message>
        <source>Steps that it has finished</source>
        <translation>終えた学習の回数（ステップ）</translation>
    </message>
    <message>
        <source>Training loss of its newest batch (cross-entropy)</source>
        <translation>最新の1回の誤差（損失関数・交差エントロピー）</translation>
    </message>
    <message>
        <source>How far its model is from the mean model</source>
        <translation>統合モデルからの離れ具合</translation>
    </message>
    <message>
        <source>Sum-weight w: how much its model counts when it is mixed into another</source>
        <translation>発言力（重み w）：混ぜるときにどれだけ重く扱われるか</translation>
    </message>
    <message>
        <source>Models that wait to be mixed in</source>
        <translation>混ぜられるのを待つモデルの数</translation>
    </message>
    <message>
        <source>Staleness: age of the models that it mixed in, in steps of their sender</source>
        <translation>情報の古さ：混ぜたモデルが送り手の何回前のものか</translation>
    </message>
    <message>
        <source>Relative speed: 1 is normal, 0.25 is four times slower</source>
        <translation>速さ：1が普通、0.25は4倍遅い</translation>
    </message>
    <message>
        <source>Share of test pictures that its own model gets right</source>
        <translation>手元のモデルの正解率（確認用画像）</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>Newest loss</source>
        <translation>直近の誤差</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Scenario file or run folder to open.</source>
        <translation>開く実験条件ファイルまたは実験フォルダー。</translation>
    </message>
</context>
<context>
    <name>gossip::ui::GuessMark</name>
    <message>
        <source>Your guess</source>
        <translation>予想</translation>
    </message>
    <message>
        <source>Your guess: %1</source>
        <translation>予想：%1</translation>
    </message>
    <message>
        <source>Measured: %1</source>
        <translation>結果：%1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::LearnPage</name>
    <message>
        <source>Learn by trying</source>
        <translation>試して学ぶ</translation>
    </message>
    <message>
        <source>Each lesson asks one question. Drag a mark on the chart to where you think the line will end, run the experiment, and see why.</source>
        <translation>教材ごとに問いが1つあります。グラフの線が最後にどこへ着くかを印で予想し、実験で確かめ、理由を読みます。</translation>
    </message>
    <message>
        <source>The run takes %1 s.</source>
        <translation>実験は %1 秒です。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>はじめる</translation>
    </message>
    <message>
        <source>Begin: %1</source>
        <translation>はじめる：%1</translation>
    </message>
</context>
<context>
    <name>gossip::ui::LessonBar</name>
    <message>
        <source>Nothing was measured this time. Start again.</source>
        <translation>今回は測定できませんでした。［最初に戻す］でもう一度試せます。</translation>
    </message>
    <message>
        <source>Just as you guessed: %1.</source>
        <translation>予想どおり %1 でした。</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) lower than you guessed: %1, not %2.</source>
        <translation>
            <numerusform>予想より %n ポイント低くなりました（予想 %2、結果 %1）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) higher than you guessed: %1, not %2.</source>
        <translation>
            <numerusform>予想より %n ポイント高くなりました（予想 %2、結果 %1）。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 Drag the blue mark to your guess, then press [Run].</source>
        <translation>%1青い印を予想の位置まで動かし、［実験を始める］を押してください。</translation>
    </message>
    <message>
        <source>You had a hand in this run. Left alone: %1</source>
        <translation>この実験には手が加わっています。手を加えなければ：%1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実験を始める</translation>
    </message>
    <message>
        <source>To all lessons</source>
        <translation>教材の一覧へ</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>次の教材へ</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>最初に戻す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
</TS>
